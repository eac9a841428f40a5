package dev.tandem.samples;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * The threads of one run of a sample. A lesson starts and joins its own threads; this sees to what
 * the JVM sees to when a program is alone in it, so that a lesson need not.
 *
 * <p>A run ends when its body has ended and every thread that it started has, but for daemons and
 * virtual threads. When the body fails, when a thread dies of what it throws, or when the caller is
 * interrupted, those that are left are interrupted, and waited for.
 *
 * <p>A thread belongs to the run as a thread belongs to a {@link ThreadGroup}: it is started by one
 * that does.
 */
public final class SampleThreads extends ThreadGroup {
  /** What a sample does. */
  @FunctionalInterface
  public interface Body {
    /** Does it. */
    void run() throws Exception;
  }

  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private final AtomicReference<Throwable> outcome = new AtomicReference<>();

  private SampleThreads(String name) {
    super(name);
  }

  /**
   * Runs a body on a new thread, and waits until it and all that it started have ended.
   *
   * @param name the thread's name
   * @param body what to run
   * @throws InterruptedException if the body threw it, as it does when the caller is interrupted
   * @throws Exception what the body threw, or else the first of its threads to die of something
   */
  public static void run(String name, Body body) throws Exception {
    var threads = new SampleThreads(name);
    var main = new Thread(threads, () -> threads.outcome.set(thrown(body)), name);
    main.start();
    boolean interrupted = threads.await(main);
    if (threads.outcome.get() != null) {
      threads.interrupt();
    }
    for (var left = threads.left(); !left.isEmpty(); left = threads.left()) {
      interrupted |= threads.await(left.get(0));
    }
    if (interrupted && threads.outcome.get() == null) {
      Thread.currentThread().interrupt(); // the body ended all the same
    }
    raise(Stream.of(threads.failure, threads.outcome).map(AtomicReference::get).toList());
  }

  private static Throwable thrown(Body body) {
    try {
      body.run();
      return null;
    } catch (Throwable thrown) {
      return thrown;
    }
  }

  /** Waits for a thread; interrupted meanwhile, interrupts them all, and waits on. */
  private boolean await(Thread thread) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        return interrupted;
      } catch (InterruptedException e) {
        interrupted = true;
        interrupt();
      }
    }
  }

  /** The threads that keep a JVM from ending. */
  private List<Thread> left() {
    var threads = new Thread[activeCount() + 8];
    int count = enumerate(threads);
    return Stream.of(threads).limit(count).filter(thread -> !thread.isDaemon()).toList();
  }

  private static void raise(List<Throwable> candidates) throws Exception {
    for (var thrown : candidates) {
      if (thrown instanceof Error error) {
        throw error;
      }
      if (thrown instanceof Exception exception) {
        throw exception;
      }
    }
  }

  /** Keeps what the first thread died of, and interrupts the others. */
  @Override
  public void uncaughtException(Thread thread, Throwable thrown) {
    if (failure.compareAndSet(null, thrown)) {
      interrupt();
    }
  }
}
