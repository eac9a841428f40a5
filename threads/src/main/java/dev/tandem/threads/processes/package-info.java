/**
 * The processes of a {@code ProcessPool}: how one is started, what it runs, and how the pool and it
 * talk. Not exported.
 */
package dev.tandem.threads.processes;
