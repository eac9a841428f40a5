package dev.tandem.threads;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

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
 *
 * <p>How it works: this class is compiled for Java 17, which does not know {@code
 * Executors.newVirtualThreadPerTaskExecutor()}, so the method is looked up once, by name, when the
 * class is loaded.
 */
public final class VirtualThreads {
  /** Java's own factory, or null where this JVM has no virtual threads. */
  private static final MethodHandle NEW_EXECUTOR = findFactory();

  private VirtualThreads() {}

  /**
   * Tells whether this JVM has virtual threads, as Java 21 and every later one do.
   *
   * @return true if {@link #newExecutor()} gives virtual threads
   */
  public static boolean isSupported() {
    return NEW_EXECUTOR != null;
  }

  /**
   * Creates an executor that starts each task at once, however many are running already: on a
   * virtual thread of its own, or, before Java 21, on a cached platform thread that ends after 60
   * seconds without work.
   *
   * <p>Threads of either kind are daemons. The executor is the caller's to {@linkplain
   * ExecutorService#shutdown() shut down}. What a task does happens after whatever its submitter
   * did before submitting it, and before whatever follows its future's {@code get}.
   *
   * @return a new executor without a limit
   */
  public static ExecutorService newExecutor() {
    if (NEW_EXECUTOR == null) {
      return Executors.newCachedThreadPool(VirtualThreads::newDaemon);
    }
    try {
      return (ExecutorService) NEW_EXECUTOR.invokeExact();
    } catch (Throwable impossible) {
      throw new AssertionError("Java's own factory of virtual threads failed", impossible);
    }
  }

  private static Thread newDaemon(Runnable task) {
    var thread = new Thread(task);
    thread.setDaemon(true);
    return thread;
  }

  private static MethodHandle findFactory() {
    if (Runtime.version().feature() < 21) {
      return null;
    }
    try {
      return MethodHandles.publicLookup()
          .findStatic(
              Executors.class,
              "newVirtualThreadPerTaskExecutor",
              MethodType.methodType(ExecutorService.class));
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }
}
