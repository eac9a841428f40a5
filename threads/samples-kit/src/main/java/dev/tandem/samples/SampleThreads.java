package dev.tandem.samples;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * The threads of one run of a sample. A lesson starts and joins its own threads; this sees to what
 * the JVM sees to when a program is alone in it, so that a lesson need not.
 *
 * <p>A run ends when its body has ended and every thread that it started has, but for daemons and
 * virtual threads. The body is interrupted when the caller is, and when a thread dies of what it
 * throws. Once the body has failed, the threads that are left are interrupted, and waited for.
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
  private final Thread main;
  private volatile Throwable outcome;

  private SampleThreads(String name, Body body) {
    super(name);
    main = new Thread(this, () -> outcome = thrown(body), name);
  }

  /**
   * Runs a body on a new thread, and waits until it and all that it started have ended.
   *
   * @param name the thread's name
   * @param body what to run
   * @throws InterruptedException if the body threw it, as it does when the caller is interrupted
   * @throws Exception what the first of its threads died of, or else what the body threw
   */
  public static void run(String name, Body body) throws Exception {
    new SampleThreads(name, body).run();
  }

  private void run() throws Exception {
    main.start();
    boolean interrupted = join(main, main::interrupt);
    if (outcome != null) {
      interrupt();
    }
    for (var left = left(); !left.isEmpty(); left = left()) {
      interrupted |= join(left.get(0), this::interrupt);
    }
    if (interrupted && outcome == null) {
      Thread.currentThread().interrupt(); // the body ended all the same
    }
    raise(failure.get());
    raise(outcome);
  }

  private static Throwable thrown(Body body) {
    try {
      body.run();
      return null;
    } catch (Throwable thrown) {
      return thrown; // thrown again by whoever plays the sample
    }
  }

  /** Waits for a thread, and passes each interruption on; tells whether there was any. */
  private static boolean join(Thread thread, Runnable interrupt) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        return interrupted;
      } catch (InterruptedException e) {
        interrupted = true;
        interrupt.run();
      }
    }
  }

  /** The threads that keep a JVM from ending. */
  private List<Thread> left() {
    var threads = new Thread[activeCount() + 8];
    int count = enumerate(threads);
    return Stream.of(threads).limit(count).filter(thread -> !thread.isDaemon()).toList();
  }

  private static void raise(Throwable thrown) throws Exception {
    if (thrown instanceof Error error) {
      throw error;
    }
    if (thrown instanceof Exception exception) {
      throw exception;
    }
  }

  /** Keeps what the first thread died of, and has the body end. */
  @Override
  public void uncaughtException(Thread thread, Throwable thrown) {
    if (failure.compareAndSet(null, thrown)) {
      main.interrupt();
    }
  }
}
