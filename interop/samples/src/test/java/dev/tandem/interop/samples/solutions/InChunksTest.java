package dev.tandem.interop.samples.solutions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tandem.threads.Futures;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Numbers that are tested in a moment each go to the pool a chunk at a time. */
@Timeout(60)
class InChunksTest {
  static List<Long> primes(List<Long> numbers, int chunk, ThreadPoolExecutor pool)
      throws InterruptedException, ExecutionException {
    List<Future<List<Long>>> tasks = new ArrayList<>();
    for (int from = 0; from < numbers.size(); from += chunk) {
      List<Long> some = numbers.subList(from, Math.min(from + chunk, numbers.size()));
      tasks.add(pool.submit(() -> some.stream().filter(InChunksTest::isPrime).toList()));
    }
    return Futures.gather(tasks).stream().flatMap(List::stream).toList(); // in the order of numbers
  }

  private static boolean isPrime(long number) {
    return number > 1
        && LongStream.iterate(2, divisor -> divisor * divisor <= number, divisor -> divisor + 1)
            .noneMatch(divisor -> number % divisor == 0);
  }

  @Test
  void aTaskAChunkAndThePrimesInTheirOrder() throws Exception {
    var pool = new ThreadPoolExecutor(2, 2, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
    try {
      List<Long> numbers = LongStream.range(0, 25).boxed().toList();
      assertEquals(List.of(2L, 3L, 5L, 7L, 11L, 13L, 17L, 19L, 23L), primes(numbers, 10, pool));
      assertEquals(3, pool.getTaskCount());
    } finally {
      pool.shutdownNow();
    }
  }
}
