/**
 * A pool of processes: an executor whose workers are child JVMs, {@code
 * concurrent.futures.ProcessPoolExecutor}. {@link dev.tandem.threads.processes.ProcessPool} is the
 * way in; the rest is what its tasks are and what they may fail with.
 */
@NullMarked
package dev.tandem.threads.processes;

import org.jspecify.annotations.NullMarked;
