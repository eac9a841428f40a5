package dev.tandem.threads.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.samples.CapturedOutput;
import dev.tandem.samples.SampleException;
import dev.tandem.samples.crawl.BlogServer;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PoolMapTest {
  @Test
  void printsThePagesInTheOrderOfTheInput() throws Exception {
    var lines = CapturedOutput.of(new PoolMap(), "--latency", "1ms");
    assertEquals(51, lines.size());
    lines.subList(0, 50).forEach(line -> assertTrue(line.matches("http://.*/pages/\\d+ \\d+")));
    assertEquals(
        IntStream.rangeClosed(1, 50).mapToObj(Integer::toString).toList(),
        lines.subList(0, 50).stream()
            .map(line -> line.replaceAll(".*/pages/(\\d+) .*", "$1"))
            .toList());
    assertEquals("craw over", lines.get(50));
  }

  @Test
  void aSlowPageStillComesBeforeAFastOneThatFollowsIt() throws Exception {
    try (var slow = BlogServer.open(1, Duration.ofMillis(300));
        var fast = BlogServer.open(1, Duration.ZERO)) {
      var first = slow.url("/pages/1").toString();
      var second = fast.url("/pages/1").toString();
      var lines = CapturedOutput.of(new PoolMap(), "--url", first, "--url", second);
      assertEquals(
          List.of(first, second, "craw"), lines.stream().map(line -> line.split(" ")[0]).toList());
    }
  }

  @Test
  void thePagesAreFetchedAtOnce() throws Exception {
    long start = System.nanoTime();
    CapturedOutput.of(new PoolMap(), "--latency", "200ms", "--pages", "30");
    long took = System.nanoTime() - start;
    assertTrue(600_000_000L <= took && took < 6_000_000_000L, "3 rounds of 10 pages: " + took);
  }

  @Test
  void aPageThatFailsIsReportedWhenItsTurnComes() throws Exception {
    var options = new String[] {"--url", "http://127.0.0.1:1/"};
    var failure =
        assertThrows(SampleException.class, () -> CapturedOutput.of(new PoolMap(), options));
    assertEquals("http://127.0.0.1:1/ connection refused", failure.getMessage());
    assertEquals(
        new Execution(1, "pool-map: http://127.0.0.1:1/ connection refused"),
        Execution.of(new PoolMap(), options));
  }

  @Test
  void refusesAPoolWithoutThreads() {
    assertEquals(
        new Execution(
            2, "pool-map: --concurrency must be at least 1, not 0. Try 'pool-map --help'."),
        Execution.of(new PoolMap(), "--concurrency", "0"));
  }

  @Test
  void endsAtOnceWhenItIsInterrupted() throws Exception {
    try (var fast = BlogServer.open(1, Duration.ZERO);
        var never = BlogServer.open(1, Duration.ofHours(1))) {
      try (var player =
          Player.play(
              new PoolMap(),
              "--url",
              fast.url("/pages/1").toString(),
              "--url",
              never.url("/pages/1").toString(),
              "--timeout",
              "59m")) {
        player.nextLine();
        player.interrupt();
      }
    }
  }
}
