package dev.tandem.threads.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
            "n1: alive true, done false, cancelled false, result not yet there",
            "n1 waits in ask: true",
            "callback: n1 is done",
            "n1: alive false, done true, cancelled false, result answer to n1",
            "current task: n2",
            "n2: alive true, done false, cancelled false, result not yet there",
            "n2 waits in ask: true",
            "callback: n2 is done",
            "n2: alive false, done true, cancelled true, result never to be"),
        CapturedOutput.of(new TaskIntrospection()));
  }

  @Test
  void anInterruptionEndsTheTasks() throws Exception {
    var printed = Player.interruptAt("current task: n1", new TaskIntrospection());
    assertEquals(List.of("current task: n1"), printed);
  }
}
