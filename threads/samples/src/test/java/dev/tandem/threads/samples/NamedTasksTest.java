package dev.tandem.threads.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.samples.CapturedOutput;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine.ParameterException;

@Timeout(60)
class NamedTasksTest {
  @Test
  void bothTasksRunAtOnceAndAreDone() throws Exception {
    long start = System.nanoTime();
    assertEquals(
        List.of(
            "start",
            "end",
            "1",
            "1",
            "2",
            "2",
            "done: [n1 result='return value', n2 result='return value']",
            "pending: []"),
        CapturedOutput.of(new NamedTasks(), "--speed", "4"));
    long millis = (System.nanoTime() - start) / 1_000_000;
    assertTrue(millis >= 500, "took " + millis + " ms");
  }

  @Test
  void aTimeoutTellsTheDoneFromThePending() throws Exception {
    assertEquals(
        List.of("start", "end", "1", "1", "2", "done: [n1 result='return value']", "pending: [n2]"),
        CapturedOutput.of(
            new NamedTasks(), "--tasks", "n1=2,n2=3600", "--timeout", "20", "--speed", "10"));
  }

  @Test
  void whatIsPendingAtTheEndIsStopped() throws Exception {
    CapturedOutput.of(new NamedTasks(), "--tasks", "slow=3600", "--timeout", "0");
    assertTrue(
        Thread.getAllStackTraces().keySet().stream().noneMatch(t -> t.getName().equals("slow")));
  }

  @Test
  void anInterruptionEndsTheTasks() throws Exception {
    Player.interruptAt("1", new NamedTasks(), "--tasks", "n1=3600,n2=3600");
  }

  @Test
  void whatIsNoTimeIsRefusedByName() {
    var refusal =
        assertThrows(
            ParameterException.class,
            () -> CapturedOutput.of(new NamedTasks(), "--tasks", "n1=2,n2=soon"));
    assertTrue(refusal.getMessage().contains("--tasks"), refusal.getMessage());
    assertTrue(refusal.getMessage().contains("'soon'"), refusal.getMessage());
  }
}
