package dev.tandem.threads.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.samples.CapturedOutput;
import dev.tandem.samples.Stage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AccountWithdrawalsTest {
  private static final Stage AT_ONCE = new Stage(1e9, false);

  @Test
  void unguardedEndsBelowZeroAndGuardedDoesNot() throws Exception {
    var lines = CapturedOutput.of(new AccountWithdrawals(), "--speed", "10");
    assertEquals(9, lines.size());
    requireTwoWithdrawals(lines.subList(0, 4));
    assertEquals("unguarded, the balance ends at -600", lines.get(4));
    requireOneRefusal(lines.subList(5, 8));
    assertEquals("guarded, the balance ends at 200", lines.get(8));
  }

  @Test
  void unguardedBothWithdrawEveryTime() throws Exception {
    var sample = withOptions();
    for (int i = 0; i < 2_000; i++) {
      try (var output = CapturedOutput.start()) {
        assertEquals(-600, sample.unguarded(AT_ONCE));
        requireTwoWithdrawals(output.lines());
      }
    }
  }

  @Test
  void guardedOneIsRefusedEveryTime() throws Exception {
    var sample = withOptions();
    for (int i = 0; i < 10_000; i++) {
      try (var output = CapturedOutput.start()) {
        assertEquals(200, sample.guarded(AT_ONCE));
        requireOneRefusal(output.lines());
      }
    }
  }

  private static void requireTwoWithdrawals(List<String> lines) {
    var first = lines.get(0).substring(0, 2);
    var second = first.equals("ta") ? "tb" : "ta";
    assertEquals(
        List.of(
            first + " withdraw money successfully",
            first + " balance 200",
            second + " withdraw money successfully",
            second + " balance -600"),
        lines);
  }

  private static void requireOneRefusal(List<String> lines) {
    var first = lines.get(0).substring(0, 2);
    var second = first.equals("ta") ? "tb" : "ta";
    assertEquals(
        List.of(
            first + " withdraw money successfully",
            first + " balance 200",
            second + " withdrawal failure insufficient balance"),
        lines);
  }

  @Test
  void whoAsksForMoreThanThereIsGetsNothing() throws Exception {
    var lines = CapturedOutput.of(new AccountWithdrawals(), "--amount", "1001");
    assertEquals("unguarded, the balance ends at 1000", lines.get(2));
    assertEquals("guarded, the balance ends at 1000", lines.get(5));
    assertEquals(4, lines.stream().filter(line -> line.contains("insufficient")).count());
  }

  @Test
  void whoAsksForHalfAtMostIsNeverRefused() throws Exception {
    var lines = CapturedOutput.of(new AccountWithdrawals(), "--amount", "500", "--speed", "100");
    assertTrue(lines.contains("unguarded, the balance ends at 0"));
    assertTrue(lines.contains("guarded, the balance ends at 0"));
  }

  @Test
  void refusesToWithdrawNothing() {
    assertEquals(
        new Execution(
            2,
            "account: Invalid value for option '--amount': '0' is not a whole number of at"
                + " least 1. Try 'account --help'."),
        Execution.of(new AccountWithdrawals(), "--amount", "0"));
  }

  @Test
  void refusesABalanceThatIsNoNumber() {
    assertEquals(2, Execution.of(new AccountWithdrawals(), "--balance", "1e3").code());
  }

  private static AccountWithdrawals withOptions(String... options) {
    var sample = new AccountWithdrawals();
    sample.commandLine(sample.id()).parseArgs(options);
    return sample;
  }
}
