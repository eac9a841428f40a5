package dev.tandem.interop.samples.solutions;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The account without a lock: look, and withdraw only if nobody has changed what was seen. */
@Timeout(60)
class WithdrawWithoutLockTest {
  static boolean withdraw(AtomicInteger balance, int amount) {
    int seen = balance.get();
    while (seen >= amount) {
      if (balance.compareAndSet(seen, seen - amount)) {
        return true;
      }
      seen = balance.get(); // another one was quicker: look again
    }
    return false;
  }

  @Test
  void ofTwoWithdrawalsAtOnceExactlyOneIsRefused() throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(2);
    try {
      for (int i = 0; i < 1_000; i++) {
        var balance = new AtomicInteger(1000);
        var bothAreHere = new CyclicBarrier(2);
        Callable<Boolean> draw =
            () -> {
              bothAreHere.await(10, SECONDS);
              return withdraw(balance, 800);
            };
        Future<Boolean> ta = executor.submit(draw);
        Future<Boolean> tb = executor.submit(draw);
        assertNotEquals(ta.get(10, SECONDS), tb.get(10, SECONDS));
        assertEquals(200, balance.get());
      }
    } finally {
      executor.shutdownNow();
    }
  }
}
