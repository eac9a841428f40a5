/** Child processes that have a name: Python's {@code multiprocessing.Process}. */
package dev.tandem.threads.samples.processes;
