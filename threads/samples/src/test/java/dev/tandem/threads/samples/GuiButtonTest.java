package dev.tandem.threads.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tandem.samples.CapturedOutput;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GuiButtonTest {
  @Test
  void aJobOnTheEventThreadHoldsUpAClickAndOneOnItsOwnThreadDoesNot() throws Exception {
    assertEquals(
        List.of(
            "the job on the event thread",
            "button: working ...",
            "button: done",
            "another click is answered",
            "the job on a thread of its own",
            "button: working ...",
            "another click is answered",
            "button: done"),
        CapturedOutput.of(new GuiButton(), "--speed", "2"));
  }

  @Test
  void endsAtOnceWhenItIsInterruptedWhileTheEventThreadIsFrozen() throws Exception {
    try (var player = Player.play(new GuiButton(), "--job", "86400")) {
      player.nextLine();
      player.nextLine();
      player.interrupt("events");
    }
  }

  @Test
  void aJobThatTakesNoTimeIsRefused() {
    assertEquals(
        new Execution(
            2,
            "gui-button: Invalid value for option '--job':"
                + " 'long' is not a number of seconds such as 2 or 0.5."
                + " Try 'gui-button --help'."),
        Execution.of(new GuiButton(), "--job", "long"));
  }
}
