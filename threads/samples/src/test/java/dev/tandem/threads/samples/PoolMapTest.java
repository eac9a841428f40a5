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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PoolMapTest {
  @Test
  void laterPagesFinishFirstAndTheAnswersComeInTheOrderOfTheInput() throws Exception {
    var lines = CapturedOutput.of(new PoolMap(), "--latency", "1s", "--pages", "10");
    assertEquals(21, lines.size());
    var fetched = lines.stream().filter(line -> line.startsWith("fetched ")).toList();
    assertEquals(IntStream.rangeClosed(1, 10).boxed().toList(), pages(fetched).sorted().toList());
    assertTrue(
        lines.indexOf(page("fetched ", 10, lines)) < lines.indexOf(page("fetched ", 1, lines)),
        () -> "the tenth page takes a tenth of the time: " + lines);
    var answers = lines.stream().filter(line -> line.startsWith("http")).toList();
    answers.forEach(line -> assertTrue(line.matches("http://.*/pages/\\d+ \\d+"), line));
    assertEquals(IntStream.rangeClosed(1, 10).boxed().toList(), pages(answers).toList());
    assertEquals("craw over", lines.get(20));
  }

  private static String page(String prefix, int number, List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith(prefix) && line.endsWith("/pages/" + number))
        .findFirst()
        .orElseThrow();
  }

  private static Stream<Integer> pages(List<String> lines) {
    return lines.stream().map(line -> Integer.valueOf(line.replaceAll(".*/pages/(\\d+).*", "$1")));
  }

  @Test
  void aSlowPageStillComesBeforeAFastOneThatFollowsIt() throws Exception {
    try (var slow = BlogServer.open(1, Duration.ofMillis(300));
        var fast = BlogServer.open(1, Duration.ZERO)) {
      var first = slow.url("/pages/1").toString();
      var second = fast.url("/pages/1").toString();
      var lines = CapturedOutput.of(new PoolMap(), "--url", first, "--url", second);
      assertEquals(
          List.of("fetched " + second, "fetched " + first, first, second, "craw over"),
          lines.stream().map(line -> line.replaceAll(" \\d+$", "")).toList());
    }
  }

  @Test
  void thePagesAreFetchedTenAtATime() throws Exception {
    long start = System.nanoTime();
    CapturedOutput.of(new PoolMap(), "--latency", "400ms", "--pages", "30");
    long millis = (System.nanoTime() - start) / 1_000_000;
    int together = 3 * (400 + 360 + 320 + 280 + 240 + 200 + 160 + 120 + 80 + 40);
    assertTrue(together / 10 <= millis && millis < together, millis + " ms");
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
