package dev.tandem.threads.internal;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A watch over one future of any class: it tells once, when the future is done.
 *
 * <p>What it tells is the value, or the failure without the {@code ExecutionException} or {@code
 * CompletionException} around it; of a cancelled future the {@code CancellationException}. A future
 * whose {@code get} throws anything else is done with that failure. It tells on the thread that
 * completes the future, or that waited for it, or at once on the thread that starts the watch. What
 * telling throws goes to that thread's handler of uncaught exceptions.
 *
 * <p>A future that calls back ({@link FutureKind}) costs no thread. For any other a virtual thread
 * waits, or, before Java 21, one of a few, with all others looked at in turn ({@link
 * WaitingThreads}). However long telling takes, it holds up no watch but those on the same future.
 */
public abstract class FutureWatch implements AutoCloseable {
  FutureWatch() {}

  /**
   * Watches a future.
   *
   * @param future the future
   * @param tell is given the value, or the failure
   * @param <T> what the future gives
   * @return the watch; it need not be closed
   * @throws OutOfMemoryError if a thread is needed and none can be started: nothing is watched then
   */
  public static <T extends @Nullable Object> FutureWatch over(
      Future<T> future, BiConsumer<? super @Nullable T, ? super @Nullable Throwable> tell) {
    requireNonNull(tell, "tell");
    var kind = FutureKind.of(future);
    if (kind.isCompletable()) {
      return new CompletableWatch<>(future, tell);
    }
    if (DoneFutures.isDone(future)) {
      tellOutcome(future, tell);
      return DONE;
    }
    return kind.isListenable()
        ? SharedListener.of(future, kind).watch(future, tell)
        : startWaiting(new WaitingWatch<>(future, tell, kind.isContradictory()));
  }

  /**
   * Tells whether the future calls back, so that to watch it takes no thread.
   *
   * @param future the future
   * @return false if a thread must wait for it
   */
  public static boolean needsNoThread(Future<?> future) {
    return !FutureKind.of(future).isSilent();
  }

  /** Stops: nothing is told any more, but what is being told now, and nothing stays behind. */
  @Override
  public abstract void close();

  static <W extends WaitingWatch<?>> W startWaiting(W wait) {
    try {
      if (IsolatedThreads.areVirtual()) {
        Virtual.EXECUTOR.execute(wait);
      } else {
        Platform.THREADS.start(wait);
      }
    } catch (Throwable noThread) {
      wait.close();
      throw noThread;
    }
    return wait;
  }

  /** Tells the outcome of a future that is done. */
  static <T extends @Nullable Object> void tellOutcome(
      Future<T> future, BiConsumer<? super @Nullable T, ? super @Nullable Throwable> tell) {
    T value = null;
    Throwable failure = null;
    try {
      value = DoneFutures.get(future);
    } catch (Throwable thrown) {
      failure = original(thrown);
    }
    tell(tell, value, failure);
  }

  /** What a task threw, if {@code thrown} is what {@code get} made of it. */
  static Throwable original(Throwable thrown) {
    return thrown instanceof ExecutionException && thrown.getCause() != null
        ? thrown.getCause()
        : thrown;
  }

  /** Calls foreign code, and keeps what it throws from the thread that completes the future. */
  static <T extends @Nullable Object> void tell(
      BiConsumer<? super @Nullable T, ? super @Nullable Throwable> tell,
      @Nullable T value,
      @Nullable Throwable failure) {
    try {
      tell.accept(value, failure);
    } catch (Throwable thrown) {
      report(thrown);
    }
  }

  private static void report(Throwable thrown) {
    var thread = Thread.currentThread();
    try {
      thread.getUncaughtExceptionHandler().uncaughtException(thread, thrown);
    } catch (Throwable ignored) {
      // as the JVM does
    }
  }

  private static final FutureWatch DONE =
      new FutureWatch() {
        @Override
        public void close() {
          // there is nothing to stop
        }
      };

  private static final class Virtual {
    static final ExecutorService EXECUTOR =
        IsolatedThreads.newExecutor(ClassLoader.getSystemClassLoader());
  }

  private static final class Platform {
    static final WaitingThreads THREADS = new WaitingThreads(16);
  }
}
