package dev.tandem.interop.samples.solutions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who is joined first does not end first: {@code join} waits, and does nothing else. */
@Timeout(60)
class JoinOrderTest {
  @Test
  void theSlowOneIsJoinedFirstAndEndsLast() throws InterruptedException {
    List<String> ended = new CopyOnWriteArrayList<>();
    var quickHasEnded = new CountDownLatch(1);
    Thread slow =
        new Thread(
            () -> {
              awaitUninterrupted(quickHasEnded); // so slow that the other one is always quicker
              ended.add("slow");
            });
    Thread quick =
        new Thread(
            () -> {
              ended.add("quick");
              quickHasEnded.countDown();
            });
    slow.start();
    quick.start();
    slow.join(); // with a priority over `quick` this would never return
    quick.join();
    assertEquals(List.of("quick", "slow"), ended);
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
