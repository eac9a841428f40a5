package dev.tandem.threads.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.samples.CapturedOutput;
import dev.tandem.samples.crawl.BlogServer;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PoolAsCompletedTest {
  @Test
  void futuresAreAskedInOrderOfSubmissionOrGivenInOrderOfCompletion() throws Exception {
    try (var slow = BlogServer.open(1, Duration.ofMillis(800));
        var middle = BlogServer.open(1, Duration.ofMillis(400));
        var fast = BlogServer.open(1, Duration.ZERO)) {
      var one = slow.url("/pages/1").toString();
      var two = fast.url("/pages/1").toString();
      var three = middle.url("/pages/1").toString();
      assertEquals(
          List.of(
              "in order of submission",
              one + " 20 posts",
              two + " 20 posts",
              three + " 20 posts",
              "in order of completion",
              two + " 20 posts",
              three + " 20 posts",
              one + " 20 posts"),
          CapturedOutput.of(new PoolAsCompleted(), "--url", one, "--url", two, "--url", three));
    }
  }

  @Test
  void printsEveryPageOnceEitherWay() throws Exception {
    var lines = CapturedOutput.of(new PoolAsCompleted(), "--latency", "1ms");
    var numbers = IntStream.rangeClosed(1, 50).boxed().toList();
    assertEquals(102, lines.size());
    assertEquals("in order of submission", lines.get(0));
    assertEquals(numbers, numbers(lines.subList(1, 51)));
    assertEquals("in order of completion", lines.get(51));
    assertEquals(numbers, numbers(lines.subList(52, 102)).stream().sorted().toList());
  }

  private static List<Integer> numbers(List<String> lines) {
    lines.forEach(line -> assertTrue(line.matches("http://.*/pages/\\d+ 20 posts"), line));
    return lines.stream()
        .map(line -> Integer.valueOf(line.replaceAll(".*/pages/(\\d+) .*", "$1")))
        .toList();
  }

  @Test
  void aPageThatFailsFailsTheSample() {
    assertEquals(
        new Execution(1, "pool-as-completed: http://127.0.0.1:1/ connection refused"),
        Execution.of(new PoolAsCompleted(), "--url", "http://127.0.0.1:1/"));
  }

  @Test
  void refusesASiteWithoutPages() {
    assertEquals(
        new Execution(
            2,
            "pool-as-completed: --pages must be at least 1, not 0. Try 'pool-as-completed"
                + " --help'."),
        Execution.of(new PoolAsCompleted(), "--pages", "0"));
  }

  @Test
  void endsAtOnceWhenItIsInterrupted() throws Exception {
    try (var player = Player.play(new PoolAsCompleted(), "--latency", "59m", "--timeout", "59m")) {
      player.nextLine();
      player.interrupt();
    }
  }
}
