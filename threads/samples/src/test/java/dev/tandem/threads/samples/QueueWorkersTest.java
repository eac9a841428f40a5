package dev.tandem.threads.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.samples.CapturedOutput;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class QueueWorkersTest {
  private static final Pattern SLEPT =
      Pattern.compile("worker-(\\d+) has slept for (\\d+\\.\\d\\d) seconds");

  /** With this seed, no two of the first 10 items that 3 workers take end within 149 ms. */
  private static final int UNAMBIGUOUS_SEED = 322;

  private record Slept(int worker, double end, double seconds) {}

  @Test
  void threeWorkersShareTheItemsEachTakingTheNextWhenItIsFree() throws Exception {
    var lines =
        CapturedOutput.of(
            new QueueWorkers(), "--items", "10", "--seed", Integer.toString(UNAMBIGUOUS_SEED));
    var expected = play(sleeps(UNAMBIGUOUS_SEED, 10).toList(), 3);
    var names = new HashMap<Integer, String>(); // any worker may have come first
    for (int i = 0; i < 10; i++) {
      var slept = SLEPT.matcher(lines.get(i));
      assertTrue(slept.matches(), lines.get(i));
      assertEquals("%.2f".formatted(expected.get(i).seconds), slept.group(2), lines.toString());
      names.putIfAbsent(expected.get(i).worker, slept.group(1));
      assertEquals(names.get(expected.get(i).worker), slept.group(1), lines.toString());
    }
    assertEquals(List.of("0", "1", "2"), names.values().stream().sorted().toList());
    assertEquals("====", lines.get(10));
    assertEquals(13, lines.size());
  }

  /** Who has slept how long, in the order in which they are done. */
  private static List<Slept> play(List<Double> sleeps, int workers) {
    var free = new double[workers];
    var all = new ArrayList<Slept>();
    for (double sleep : sleeps) {
      int next = 0;
      for (int worker = 1; worker < workers; worker++) {
        next = free[worker] < free[next] ? worker : next;
      }
      free[next] += sleep;
      all.add(new Slept(next, free[next], sleep));
    }
    all.sort(Comparator.comparingDouble(Slept::end));
    return all;
  }

  @Test
  void oneWorkerTakesTheItemsInTheirOrder() throws Exception {
    var lines = CapturedOutput.of(new QueueWorkers(), "--workers", "1", "--speed", "50");
    var expected =
        sleeps(1, 20).map(s -> "worker-0 has slept for %.2f seconds".formatted(s / 50)).toList();
    assertEquals(expected, lines.subList(0, 20));
    assertEquals("====", lines.get(20));
  }

  @Test
  void theDocumentsTwentyItemsAreSleptInParallel() throws Exception {
    var lines = CapturedOutput.of(new QueueWorkers(), "--speed", "10");
    assertEquals(23, lines.size());
    assertTrue(lines.subList(0, 20).stream().allMatch(line -> SLEPT.matcher(line).matches()));
    assertEquals("====", lines.get(20));
    double parallel = figure("3 workers slept in parallel for (\\S+) seconds", lines.get(21));
    double total = figure("total expected sleep time: (\\S+) seconds", lines.get(22));
    assertEquals(sleeps(1, 20).mapToDouble(s -> s).sum() / 10, total, 0.01);
    assertTrue(total / 3 - 0.01 <= parallel && parallel < total, parallel + " of " + total);
  }

  @Test
  void anotherSeedGivesOtherTimes() throws Exception {
    var lines = new HashSet<String>();
    for (var seed : List.of("1", "2", "3")) {
      lines.add(
          CapturedOutput.of(new QueueWorkers(), "--workers", "1", "--speed", "50", "--seed", seed)
              .subList(0, 20)
              .toString());
    }
    assertEquals(3, lines.size());
  }

  private static Stream<Double> sleeps(long seed, int items) {
    return new Random(seed).doubles(items).map(u -> 0.05 + 0.95 * u).boxed();
  }

  private static double figure(String pattern, String line) {
    var found = Pattern.compile(pattern).matcher(line);
    assertTrue(found.matches(), line);
    return Double.parseDouble(found.group(1));
  }

  @Test
  void refusesToRunWithoutWorkers() {
    assertEquals(
        new Execution(
            2,
            "queue-workers: Invalid value for option '--workers': '0' is not a whole number of"
                + " at least 1. Try 'queue-workers --help'."),
        Execution.of(new QueueWorkers(), "--workers", "0"));
  }

  @Test
  void refusesARangeThatIsNone() {
    assertEquals(
        new Execution(
            2,
            "queue-workers: --shortest 2.0 and --longest 1.0 are no range of times."
                + " Give seconds from 0 to 3600, the shortest first."),
        Execution.of(new QueueWorkers(), "--shortest", "2"));
    assertEquals(2, Execution.of(new QueueWorkers(), "--shortest", "-1").code());
    assertEquals(2, Execution.of(new QueueWorkers(), "--longest", "NaN").code());
    assertEquals(2, Execution.of(new QueueWorkers(), "--longest", "Infinity").code());
  }

  @Test
  void endsAtOnceWhenItIsInterrupted() throws Exception {
    try (var player = Player.play(new QueueWorkers(), "--items", "1000")) {
      player.nextLine();
      player.interrupt("worker-");
    }
  }
}
