package dev.tandem.threads.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.samples.CapturedOutput;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SemaphorePermitsTest {
  private static final Pattern WORKS = Pattern.compile("(task-\\d+) works, (\\d+) inside");
  private static final Pattern SUMMARY =
      Pattern.compile("(\\d+) tasks, never more than (\\d+) inside, took (\\d+\\.\\d\\d) s");

  @Test
  void thirtyTasksWorkNeverMoreThanTenAtOnce() throws Exception {
    var lines = CapturedOutput.of(new SemaphorePermits(), "--speed", "10");
    assertEquals(31, lines.size());
    requireEveryTaskOnce(lines.subList(0, 30), 10);
    var summary = SUMMARY.matcher(lines.get(30));
    assertTrue(summary.matches(), lines.get(30));
    assertEquals("30", summary.group(1));
    int mostInside = Integer.parseInt(summary.group(2));
    assertTrue(2 <= mostInside && mostInside <= 10, lines.get(30));
    double took = Double.parseDouble(summary.group(3));
    assertTrue(0.30 <= took && took < 3.0, "three rounds of 0.1 s, not thirty: " + took);
  }

  @Test
  void withOnePermitTheTasksWorkOneAfterAnother() throws Exception {
    var lines =
        CapturedOutput.of(
            new SemaphorePermits(), "--speed", "1000", "--permits", "1", "--tasks", "20");
    requireEveryTaskOnce(lines.subList(0, 20), 1);
    assertTrue(lines.get(20).startsWith("20 tasks, never more than 1 inside, "), lines.get(20));
  }

  private static void requireEveryTaskOnce(List<String> lines, int permits) {
    var names = new TreeSet<String>();
    for (var line : lines) {
      var works = WORKS.matcher(line);
      assertTrue(works.matches(), line);
      int inside = Integer.parseInt(works.group(2));
      assertTrue(1 <= inside && inside <= permits, line);
      names.add(works.group(1));
    }
    assertEquals(lines.size(), names.size());
  }

  @Test
  void refusesASemaphoreWithoutPermits() {
    assertEquals(
        new Execution(
            2,
            "semaphore: Invalid value for option '--permits': '0' is not a whole number of at"
                + " least 1. Try 'semaphore --help'."),
        Execution.of(new SemaphorePermits(), "--permits", "0"));
  }

  @Test
  void refusesToRunNoTaskAtAll() {
    assertEquals(2, Execution.of(new SemaphorePermits(), "--tasks", "0").code());
  }

  @Test
  void endsAtOnceWhenItIsInterrupted() throws Exception {
    try (var player = Player.play(new SemaphorePermits(), "--tasks", "500")) {
      player.nextLine();
      player.interrupt("task-");
    }
  }
}
