package dev.tandem.interop.samples;

import dev.tandem.interop.Suspend;
import dev.tandem.samples.Stage;
import dev.tandem.samples.TimeoutOptions;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads' half of {@link Timeout}: a thread that sleeps, which nothing but an interruption
 * wakes, and a thread that gives a sleeping coroutine its time.
 *
 * @param asleep how many sleep, of either kind
 */
record TimeoutThread(Stage stage, TimeoutOptions options, AtomicInteger asleep) {
  /** Blocks for an hour. */
  String eternity() throws InterruptedException {
    asleep.incrementAndGet();
    try {
      stage.sleep(options.sleep());
      return "yay!";
    } finally {
      asleep.decrementAndGet();
    }
  }

  /** Blocks for as long as the coroutine is given. */
  String waitFor(SleepingCoroutine sleeper) throws InterruptedException {
    try {
      return Suspend.block(stage.scaled(options.timeout()), sleeper::eternity);
    } catch (TimeoutException e) { // by now the sleeper was cancelled, and has ended
      return "timeout!";
    }
  }
}
