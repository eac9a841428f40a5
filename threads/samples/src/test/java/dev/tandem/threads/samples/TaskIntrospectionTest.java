package dev.tandem.threads.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.tandem.samples.CapturedOutput;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TaskIntrospectionTest {
  @Test
  void aTaskIsSeenFromItsStartToItsEnd() throws Exception {
    assertEquals(
        List.of(
            "current task: n1",
            "current task: n2",
            "all tasks: [n1, n2]",
            "n1: done false, cancelled false, result not yet there",
            "stack of n1 (most recent call last):",
            "  ask",
            "  waitFor",
            "callback: n1 is done",
            "n1: done true, cancelled false, result answer to n1",
            "all tasks: [n2]",
            "cancel n2",
            "callback: n2 is done",
            "n2: done true, cancelled true, result never to be",
            "all tasks: []"),
        CapturedOutput.of(new TaskIntrospection()));
  }

  @Test
  void anInterruptionEndsTheTasks() throws Exception {
    var printed = Player.interruptAt("current task: n1", new TaskIntrospection());
    assertFalse(printed.contains("all tasks: [n1, n2]"), printed.toString());
  }
}
