package dev.tandem.threads.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.samples.CapturedOutput;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LockedCounterTest {
  @Test
  void nobodyComesBetweenATasksReadingAndItsWriting() throws Exception {
    var all = CapturedOutput.of(new LockedCounter(), "--speed", "100", "--tasks", "20");
    var lines = all.subList(all.indexOf("behind a lock") + 1, all.size());
    assertEquals(41, lines.size());
    var names = new TreeSet<String>();
    for (int i = 0; i < 20; i++) {
      var name = lines.get(2 * i).split(" ")[0];
      assertEquals(name + " reads " + i, lines.get(2 * i));
      assertEquals(name + " writes " + (i + 1), lines.get(2 * i + 1));
      names.add(name);
    }
    assertEquals(20, names.size());
    assertEquals("20 tasks counted to 20", lines.get(40));
  }

  @Test
  void withoutALockTasksOverwriteWhatOthersHaveWritten() throws Exception {
    var all = CapturedOutput.of(new LockedCounter(), "--tasks", "8");
    var lines = all.subList(1, all.indexOf("behind a lock"));
    assertEquals("without a lock", all.get(0));
    assertEquals(17, lines.size());
    for (int i = 0; i < 8; i++) {
      var own = steps(lines, "task-" + i);
      assertEquals(own.get(0) + 1, own.get(1), lines::toString);
    }
    int counted = Integer.parseInt(lines.get(16).replace("8 tasks counted to ", ""));
    assertTrue(counted < 8, lines::toString);
  }

  /** What a task has read, and what it has written. */
  private static List<Integer> steps(List<String> lines, String task) {
    return Stream.of(" reads ", " writes ")
        .map(step -> lines.stream().filter(line -> line.startsWith(task + step)).toList())
        .map(step -> Integer.parseInt(step.get(0).split(" ")[2]))
        .toList();
  }

  @Test
  void refusesToRunNoTaskAtAll() {
    assertEquals(
        new Execution(
            2,
            "lock: Invalid value for option '--tasks': '0' is not a whole number of at least 1."
                + " Try 'lock --help'."),
        Execution.of(new LockedCounter(), "--tasks", "0"));
  }

  @Test
  void refusesANumberOfTasksThatIsNone() {
    assertEquals(2, Execution.of(new LockedCounter(), "--tasks", "many").code());
  }

  @Test
  void endsAtOnceWhenItIsInterrupted() throws Exception {
    try (var player = Player.play(new LockedCounter(), "--tasks", "1000")) {
      player.nextLine();
      player.interrupt("task-");
    }
  }
}
