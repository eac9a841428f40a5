package dev.tandem.threads.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tandem.samples.CapturedOutput;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LockedCounterTest {
  @Test
  void nobodyComesBetweenATasksReadingAndItsWriting() throws Exception {
    var lines = CapturedOutput.of(new LockedCounter(), "--speed", "100", "--tasks", "20");
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
