package dev.tandem.interop.samples.solutions;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A thread that is waited for by a future, which tells what came of it. */
@Timeout(60)
class JoinThatTellsTest {
  static Future<Integer> addUp(List<String> prices) {
    var sum = new FutureTask<>(() -> prices.stream().mapToInt(Integer::parseInt).sum());
    new Thread(sum, "adder").start(); // a FutureTask is a Runnable and a Future
    return sum;
  }

  @Test
  void aSumIsGiven() throws Exception {
    assertEquals(13, addUp(List.of("3", "4", "6")).get(10, SECONDS));
  }

  @Test
  void aFailureIsThrownToWhoeverWaits() {
    Future<Integer> sum = addUp(List.of("3", "4", "five", "6"));
    var thrown = assertThrows(ExecutionException.class, () -> sum.get(10, SECONDS));
    assertInstanceOf(NumberFormatException.class, thrown.getCause());
  }
}
