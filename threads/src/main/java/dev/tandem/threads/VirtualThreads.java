package dev.tandem.threads;

import dev.tandem.threads.internal.IsolatedThreads;
import java.util.concurrent.ExecutorService;

/**
 * Virtual threads where the JVM has them, platform threads where it has not: one program for Java
 * 17 and for 21 and later.
 *
 * <pre>{@code
 * ExecutorService executor = VirtualThreads.newExecutor();
 * try {
 *   Future<String> page = executor.submit(() -> fetch(url)); // blocks a thread of its own
 *   System.out.println(page.get());
 * } finally {
 *   executor.shutdown();
 * }
 * }</pre>
 *
 * <p>Java 19 and 20 had virtual threads as a preview only; they count as not having them.
 */
public final class VirtualThreads {
  private VirtualThreads() {}

  /**
   * Tells whether this JVM has virtual threads, as Java 21 and every later one do.
   *
   * @return true if {@link #newExecutor()} gives virtual threads
   */
  public static boolean isSupported() {
    return IsolatedThreads.areVirtual();
  }

  /**
   * Creates an executor that starts each task at once, however many are running already: on a
   * virtual thread of its own, or, before Java 21, on a cached platform thread that ends after 60
   * seconds without work.
   *
   * <p>Threads of either kind are daemons. They inherit no thread-locals, neither from the thread
   * that creates the executor nor from the one that submits a task: a cached thread would keep
   * those of the first for the tasks of all others. Their context class loader is that of the
   * thread which calls this method.
   *
   * <p>The executor is the caller's to {@linkplain ExecutorService#shutdown() shut down}. What came
   * before submitting a task happens before what the task does, which happens before what follows
   * its future's {@code get}.
   *
   * @return a new executor without a limit
   */
  public static ExecutorService newExecutor() {
    return IsolatedThreads.newExecutor(Thread.currentThread().getContextClassLoader());
  }
}
