package dev.tandem.threads.internal;

import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A wait of this thread, for a recording. Ask {@link #isOn} before anything is made. */
public final class RecordedWait {
  /** It was served: what it waited for has come. */
  public static final String SERVED = "served";

  /** Its time was up. */
  public static final String TIMEOUT = "timeout";

  private final WaitEvent event = new WaitEvent();

  private RecordedWait(String object, String kind) {
    event.object = object;
    event.kind = kind;
    event.waiter = Names.of(Thread.currentThread());
    event.begin();
  }

  /**
   * Tells whether waits are recorded now.
   *
   * @return false if {@link #begin} need not be called
   */
  public static boolean isOn() {
    return FlightRecording.isOn() && WaitEvent.isOn();
  }

  /**
   * Begins to wait.
   *
   * @param object the name of what is waited for
   * @param kind how it is waited for
   * @return the wait
   */
  public static RecordedWait begin(String object, String kind) {
    return new RecordedWait(object, kind);
  }

  /**
   * Ends the wait.
   *
   * @param outcome how it ended
   */
  public void end(String outcome) {
    event.outcome = outcome;
    event.commit();
  }

  /**
   * Waits, and records the wait.
   *
   * @param object the name of what is waited for
   * @param kind how it is waited for
   * @param wait waits, and gives null or false if the time was up
   * @param <T> what it gives
   * @return what {@code wait} gave
   * @throws InterruptedException if {@code wait} does
   */
  public static <T extends @Nullable Object> T of(String object, String kind, Wait<T> wait)
      throws InterruptedException {
    var recorded = begin(object, kind);
    T result;
    try {
      result = wait.await();
    } catch (Throwable thrown) {
      recorded.end(outcome(thrown));
      throw thrown;
    }
    recorded.end(result == null || Boolean.FALSE.equals(result) ? TIMEOUT : SERVED);
    return result;
  }

  /**
   * How a wait has ended that throws.
   *
   * @param thrown what it throws
   * @return the outcome
   */
  public static String outcome(Throwable thrown) {
    if (thrown instanceof InterruptedException) {
      return "interrupted";
    }
    if (thrown instanceof TimeoutException) {
      return TIMEOUT;
    }
    if (thrown instanceof CancellationException) {
      return "cancelled";
    }
    return thrown instanceof BrokenBarrierException ? "broken" : "failed";
  }

  /**
   * What waits.
   *
   * @param <T> what it gives
   */
  public interface Wait<T extends @Nullable Object> {
    /**
     * Waits.
     *
     * @return null or false if the time was up first
     * @throws InterruptedException if the thread is interrupted
     */
    T await() throws InterruptedException;
  }
}
