/**
 * A pool of processes: an executor whose workers are child JVMs, {@code
 * concurrent.futures.ProcessPoolExecutor}. {@link dev.tandem.threads.processes.ProcessPool} is the
 * way in; the rest is what its tasks are and what they may fail with.
 *
 * <p><b>What a process has from this one</b> is its class path and modules, its environment and its
 * working directory, but not its JVM options. {@code JAVA_TOOL_OPTIONS} and {@code
 * JDK_JAVA_OPTIONS} are environment: a debugger's port in them is taken already, and the process
 * dies at its start ({@link ProcessPoolBuilder#environment} takes them away). A process needs more
 * memory than its heap ({@link ProcessPoolBuilder#maxHeapBytes}). Those that a task starts end with
 * a kill by the pool, unless they have detached themselves: one whose parent has ended already, or
 * whose worker ends by itself or with this process, lives on.
 */
@NullMarked
package dev.tandem.threads.processes;

import org.jspecify.annotations.NullMarked;
