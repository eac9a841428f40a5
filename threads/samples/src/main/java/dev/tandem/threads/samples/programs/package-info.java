/** External programs, run for threads that wait for them. */
package dev.tandem.threads.samples.programs;
