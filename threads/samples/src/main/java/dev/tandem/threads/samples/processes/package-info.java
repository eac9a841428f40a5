/** The program that the sample of processes starts as its children. */
package dev.tandem.threads.samples.processes;
