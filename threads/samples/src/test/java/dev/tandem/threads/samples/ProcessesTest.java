package dev.tandem.threads.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.samples.CapturedOutput;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import picocli.CommandLine.ParameterException;

@Timeout(60)
@DisabledOnOs(OS.WINDOWS)
class ProcessesTest {
  private static final Pattern PROCESS = Pattern.compile("process (\\d+)");
  private static final long SELF = ProcessHandle.current().pid();

  private final Set<ProcessHandle> before = Descendants.alive();

  @Test
  void eachProcessTellsItsPidAndHowItEnds() throws Exception {
    var lines = play();
    assertEquals(
        """
        parent: process PID
        alpha: process PID, child of SELF
        beta: process PID, child of SELF
        gamma: process PID, child of SELF
        delta: process PID, child of SELF
        alpha ended with exit code 0
        beta ended with exit code 3
        gamma ended with exit code 1
        delta is alive
        delta was terminated, and ended with exit code 143
        pool: 5 tasks for 2 processes
        task 1 ran in process PID
        task 2 ran in process PID
        task 3 failed: its process died
        task 4 ran in process PID
        task 5 ran in process PID
        """
            .lines()
            .toList(),
        lines.stream()
            .map(line -> line.replace("child of " + SELF, "child of SELF"))
            .map(line -> line.replaceAll("process \\d+", "process PID"))
            .toList());
    assertEquals(SELF, pid(lines.get(0)));
    var pids = lines.subList(0, 5).stream().map(ProcessesTest::pid).collect(Collectors.toSet());
    assertEquals(5, pids.size(), "parent and children are processes of their own");
    assertEquals(before, Descendants.alive(), "processes left");
  }

  @Test
  void noTaskAfterADeathRunsInTheProcessThatDied() throws Exception {
    var lines = play("--workers=1", "--tasks=3", "--fatal=2");
    var tasks = lines.stream().filter(line -> line.startsWith("task ")).toList();
    assertEquals("task 2 failed: its process died", tasks.get(1));
    assertNotEquals(pid(tasks.get(0)), pid(tasks.get(2)));
  }

  @Test
  void aPoolWithoutAFatalTaskLosesNothing() throws Exception {
    var lines = play("--tasks=2", "--fatal=3");
    assertFalse(lines.stream().anyMatch(line -> line.contains("failed")), lines.toString());
  }

  @Test
  void anInterruptionBeforeTheChildrenHaveComeUpLeavesNoProcess() throws Exception {
    Player.interruptAt("parent: process " + SELF, new Processes());
    assertEquals(before, Descendants.alive());
  }

  @Test
  void anInterruptionAmongRunningChildrenLeavesNoProcess() throws Exception {
    Player.interruptAt("delta is alive", new Processes());
    assertEquals(before, Descendants.alive());
  }

  @Test
  void anInterruptionOfThePoolLeavesNoProcess() throws Exception {
    Player.interruptAt("pool: 5 tasks for 2 processes", new Processes());
    assertEquals(before, Descendants.alive());
  }

  @Test
  void aPoolOfNoProcessesIsRefused() {
    assertThrows(ParameterException.class, () -> play("--workers=0"));
  }

  private static List<String> play(String... options) throws Exception {
    return CapturedOutput.of(new Processes(), options);
  }

  private static Long pid(String line) {
    var match = PROCESS.matcher(line);
    assertTrue(match.find(), line);
    return Long.valueOf(match.group(1));
  }
}
