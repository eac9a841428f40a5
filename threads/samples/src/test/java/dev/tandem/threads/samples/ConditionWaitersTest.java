package dev.tandem.threads.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tandem.samples.CapturedOutput;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ConditionWaitersTest {
  @Test
  void wakesOneThenSeveralThenAllInTheOrderInWhichTheyCame() throws Exception {
    assertEquals(
        List.of(
            "6 waiting",
            "wake one",
            "waiter-0 wakes up",
            "wake 2",
            "waiter-1 wakes up",
            "waiter-2 wakes up",
            "wake all",
            "waiter-3 wakes up",
            "waiter-4 wakes up",
            "waiter-5 wakes up"),
        CapturedOutput.of(new ConditionWaiters()));
  }

  @Test
  void wakesNoMoreThanThereAre() throws Exception {
    assertEquals(
        List.of(
            "2 waiting",
            "wake one",
            "waiter-0 wakes up",
            "wake 5",
            "waiter-1 wakes up",
            "wake all"),
        CapturedOutput.of(new ConditionWaiters(), "--waiters", "2", "--several", "5"));
  }

  @Test
  void keepsTheOrderOfManyWaiters() throws Exception {
    var lines = CapturedOutput.of(new ConditionWaiters(), "--waiters", "100", "--several", "50");
    var woken =
        lines.stream()
            .filter(line -> line.endsWith(" wakes up"))
            .map(line -> Integer.valueOf(line.replaceAll("\\D", "")))
            .toList();
    assertEquals(100, woken.size());
    assertEquals(woken.stream().sorted().toList(), woken);
    assertEquals(50, lines.indexOf("wake all") - lines.indexOf("wake 50") - 1);
  }

  @Test
  void refusesToHaveNobodyWait() {
    assertEquals(
        new Execution(
            2,
            "condition: Invalid value for option '--waiters': '0' is not a whole number of at"
                + " least 1. Try 'condition --help'."),
        Execution.of(new ConditionWaiters(), "--waiters", "0"));
  }

  @Test
  void refusesToWakeNobody() {
    assertEquals(2, Execution.of(new ConditionWaiters(), "--several", "0").code());
  }
}
