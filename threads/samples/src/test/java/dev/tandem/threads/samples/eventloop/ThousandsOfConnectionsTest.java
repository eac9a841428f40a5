package dev.tandem.threads.samples.eventloop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.samples.CapturedOutput;
import dev.tandem.samples.Descriptors;
import dev.tandem.samples.SampleException;
import dev.tandem.samples.UsageException;
import dev.tandem.threads.samples.Player;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Timeout(60)
class ThousandsOfConnectionsTest {
  /** Ten thousand, or about as many as this system lets a process have. */
  private static final long MOST = Math.min(10_000, Descriptors.left() - 200);

  @Test
  void holdsTenThousandConnectionsAndThenEchoesOnAllOfThem() throws Exception {
    var lines = play("--speed", "10", "--connections", Long.toString(MOST));
    assertEquals(
        List.of(
            "A 3",
            "B 3",
            "A 2",
            "B 2",
            "A 1",
            "B 1",
            MOST + " connections are open, after N s",
            MOST + " connections were held for N s",
            MOST + " echoes came back in N s",
            "one thread served them all: main"),
        lines);
  }

  @Test
  void givesEveryDescriptorBackAndLeavesNoClientsBehind() throws Exception {
    long before = Descriptors.left();
    play("--hold", "0", "--connections", "500", "--speed", "10");
    assertTrue(Descriptors.left() > before - 100, before + " before, " + Descriptors.left());
    assertEquals(0, ProcessHandle.current().children().count());
  }

  @Test
  void theServerHangsUpOnConnectionsThatStaySilentTooLong() throws Exception {
    var lines = play("--connections=50", "--hold=0", "--idle-timeout=20", "--speed=10");
    assertEquals("50 silent connections were hung up on within N s", lines.get(9));
  }

  @Test
  void connectionsThatTimeOutBeforeTheirEchoFailTheSample() {
    // the first connection's time is up long before the last one is made
    var failure =
        assertThrows(
            SampleException.class,
            () ->
                play("--connections=" + MOST, "--hold=0", "--idle-timeout=0.00001", "--speed=10"));
    assertTrue(
        failure.getMessage().matches("the server hung up too early on 'echo \\d+'"),
        failure.getMessage());
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void moreConnectionsThanTheSystemAllowsFailWithTheNumberThatItAllows() {
    var failure = assertThrows(SampleException.class, () -> play("--connections", "2000000000"));
    assertTrue(
        failure
            .getMessage()
            .matches(
                "2000000000 connections take as many descriptors, and the system's limit "
                    + "\\(ulimit -n\\) leaves \\d+: try --connections \\d+"),
        failure.getMessage());
  }

  @Test
  void anInterruptedLoopEndsAtOnce() throws Exception {
    try (var player =
        Player.play(
            new ThousandsOfConnections(),
            "--connections",
            "100",
            "--hold",
            "36000",
            "--speed",
            "10")) {
      for (int i = 0; i < 6; i++) {
        player.nextLine();
      }
      assertTrue(player.nextLine().startsWith("100 connections are open"));
      player.interrupt();
    }
    assertEquals(0, ProcessHandle.current().children().count());
  }

  @Test
  void refusesNoConnectionsAtAll() {
    var refusal = assertThrows(UsageException.class, () -> play("--connections", "0"));
    assertEquals("--connections must be at least 1, not 0", refusal.getMessage());
  }

  @Test
  void refusesAnIdleTimeoutThatEndsBeforeTheConnectionsAreUsed() {
    var refusal = assertThrows(UsageException.class, () -> play("--hold=1", "--idle-timeout=0.5"));
    assertEquals("--idle-timeout 0.5 s ends before --hold 1.0 s does", refusal.getMessage());
  }

  private static List<String> play(String... options) throws Exception {
    return CapturedOutput.of(new ThousandsOfConnections(), options).stream()
        .map(line -> line.replaceAll("\\d+\\.\\d\\d s$", "N s"))
        .toList();
  }
}
