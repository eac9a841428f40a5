package dev.tandem.threads.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.samples.CapturedOutput;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AccountWithdrawalsTest {
  @Test
  void unguardedEndsBelowZeroAndGuardedDoesNot() throws Exception {
    var lines = CapturedOutput.of(new AccountWithdrawals(), "--speed", "0.2");
    assertEquals(9, lines.size());
    requireTwoWithdrawals(lines.subList(0, 4));
    assertEquals("unguarded, the balance ends at -600", lines.get(4));
    requireOneRefusal(lines.subList(5, 8));
    assertEquals("guarded, the balance ends at 200", lines.get(8));
  }

  @Test
  void guardedOneIsRefusedEveryTimeAlsoWhenNothingHoldsThemUp() throws Exception {
    for (int i = 0; i < 1_000; i++) {
      var lines = CapturedOutput.of(new AccountWithdrawals(), "--speed", "1e9");
      int guarded = lines.size() - 4;
      requireOneRefusal(lines.subList(guarded, guarded + 3));
      assertEquals("guarded, the balance ends at 200", lines.get(guarded + 3));
    }
  }

  @Test
  void endsAtOnceWhenItIsInterrupted() throws Exception {
    try (var player = Player.play(new AccountWithdrawals(), "--amount", "600", "--speed", "0.01")) {
      player.interrupt("ta", "tb");
    }
  }

  /** The steps of two threads that nobody guards may mix, but each one's own follow each other. */
  private static void requireTwoWithdrawals(List<String> lines) {
    for (var name : List.of("ta", "tb")) {
      var own = lines.stream().filter(line -> line.startsWith(name)).toList();
      assertEquals(name + " withdraw money successfully", own.get(0));
    }
    var balances = lines.stream().filter(line -> line.contains(" balance ")).sorted().toList();
    assertEquals(
        List.of(" balance -600", " balance 200"),
        balances.stream().map(line -> line.substring(2)).sorted().toList());
    assertEquals(List.of("ta", "tb"), balances.stream().map(line -> line.substring(0, 2)).toList());
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
}
