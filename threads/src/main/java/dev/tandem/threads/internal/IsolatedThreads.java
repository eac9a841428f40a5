package dev.tandem.threads.internal;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Daemon threads that take nothing over from the thread that happens to start them: no inheritable
 * thread-locals, no context class loader, no group, no priority. Virtual where the JVM has them.
 *
 * <p>How it works: this class is compiled for Java 17, which knows no virtual threads, so their
 * factory and their executor are looked up once, by name, when the class is loaded. Java 19 and 20
 * had them as a preview only, and count as not having them.
 */
public final class IsolatedThreads {
  /** Makes virtual threads that inherit nothing; null where this JVM has none. */
  private static final @Nullable ThreadFactory VIRTUAL;

  /** {@code Executors.newThreadPerTaskExecutor}; null where this JVM has no virtual threads. */
  private static final @Nullable MethodHandle NEW_THREAD_PER_TASK_EXECUTOR;

  static {
    ThreadFactory virtual = null;
    MethodHandle newExecutor = null;
    if (Runtime.version().feature() >= 21) {
      try {
        newExecutor = findNewExecutor();
        virtual = findVirtual();
      } catch (Throwable notThere) {
        newExecutor = null;
      }
    }
    VIRTUAL = virtual;
    NEW_THREAD_PER_TASK_EXECUTOR = newExecutor;
  }

  private IsolatedThreads() {}

  /**
   * Tells whether this JVM has virtual threads.
   *
   * @return true from Java 21 on
   */
  public static boolean areVirtual() {
    return VIRTUAL != null;
  }

  /**
   * Creates an executor that starts each task at once, on a virtual thread of its own, or on a
   * cached platform thread that ends after a minute without work.
   *
   * @param loader the threads' context class loader; null for none
   * @return a new executor without a limit
   */
  public static ExecutorService newExecutor(@Nullable ClassLoader loader) {
    if (!areVirtual()) {
      return cached("tandem-thread", 60, loader);
    }
    ThreadFactory factory = task -> with(loader, VIRTUAL.newThread(task));
    try {
      return (ExecutorService) NEW_THREAD_PER_TASK_EXECUTOR.invokeExact(factory);
    } catch (Throwable impossible) {
      throw new AssertionError("Java's own executor of virtual threads failed", impossible);
    }
  }

  /** An executor of platform threads without a limit; an idle one ends after some seconds. */
  static ThreadPoolExecutor cached(String name, int idleSeconds, @Nullable ClassLoader loader) {
    return new ThreadPoolExecutor(
        0,
        Integer.MAX_VALUE,
        idleSeconds,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        task -> with(loader, platform(name, task)));
  }

  private static Thread platform(String name, Runnable task) {
    var thread = new Thread(rootGroup(), task, name, 0, false);
    thread.setDaemon(true);
    thread.setPriority(Thread.NORM_PRIORITY);
    return thread;
  }

  private static ThreadGroup rootGroup() {
    var group = Thread.currentThread().getThreadGroup();
    while (group != null && group.getParent() != null) {
      group = group.getParent();
    }
    return group;
  }

  private static Thread with(@Nullable ClassLoader loader, Thread thread) {
    thread.setContextClassLoader(loader);
    return thread;
  }

  private static MethodHandle findNewExecutor() throws ReflectiveOperationException {
    return MethodHandles.publicLookup()
        .findStatic(
            Executors.class,
            "newThreadPerTaskExecutor",
            MethodType.methodType(ExecutorService.class, ThreadFactory.class));
  }

  private static ThreadFactory findVirtual() throws Throwable {
    var lookup = MethodHandles.publicLookup();
    var builder = Class.forName("java.lang.Thread$Builder$OfVirtual");
    var ofVirtual = lookup.findStatic(Thread.class, "ofVirtual", MethodType.methodType(builder));
    var inherit =
        lookup.findVirtual(
            builder,
            "inheritInheritableThreadLocals",
            MethodType.methodType(builder, boolean.class));
    var factory =
        lookup.findVirtual(builder, "factory", MethodType.methodType(ThreadFactory.class));
    return (ThreadFactory) factory.invoke(inherit.invoke(ofVirtual.invoke(), false));
  }
}
