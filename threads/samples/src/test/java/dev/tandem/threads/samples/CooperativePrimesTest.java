package dev.tandem.threads.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.samples.CapturedOutput;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine.ParameterException;

@Timeout(60)
class CooperativePrimesTest {
  /** The square of a prime just above 100001, where a test gives way for the first time. */
  private static final String GIVES_WAY_ONCE = "10000600009";

  @Test
  void theLongTaskGivesWayToTheShortOnes() throws Exception {
    assertEquals(
        List.of(
            "Processing 9637529763296797...",
            "Processing 427920331...",
            "427920331 is a prime number.",
            "Processing 157...",
            "157 is a prime number.",
            "9637529763296797 is a prime number."),
        CapturedOutput.of(new CooperativePrimes()));
  }

  @Test
  void twoLongTasksTakeTurns() throws Exception {
    assertEquals(
        List.of(
            "Processing 10000600009...",
            "Processing 10000600009...",
            "Processing 10000000019...",
            "10000000019 is a prime number.",
            "Processing 9...",
            "9 is not a prime number.",
            "10000600009 is not a prime number.",
            "10000600009 is not a prime number."),
        play(GIVES_WAY_ONCE + "," + GIVES_WAY_ONCE + ",10000000019,9"));
  }

  @Test
  void aTaskThatNeedsNoSecondTurnDoesNotGiveWay() throws Exception {
    assertEquals(
        List.of(
            "Processing 427920331...",
            "427920331 is a prime number.",
            "Processing 10000600009...",
            "10000600009 is not a prime number."),
        play("427920331," + GIVES_WAY_ONCE));
  }

  @Test
  void smallNumbersAreToldRight() throws Exception {
    var primes =
        play("-7,0,1,2,3,4,5,6,7,8,9,10,11,25,49").stream()
            .filter(line -> line.endsWith(" is a prime number."))
            .map(line -> line.substring(0, line.indexOf(' ')))
            .toList();
    assertEquals(List.of("2", "3", "5", "7", "11"), primes);
  }

  @Test
  void everythingHappensOnTheCallersThread() throws Exception {
    Set<Thread> printers = new HashSet<>();
    var sample = new CooperativePrimes();
    sample.commandLine(sample.id()).parseArgs("--numbers", GIVES_WAY_ONCE + ",157");
    try (var output = CapturedOutput.start(line -> printers.add(Thread.currentThread()))) {
      sample.run(sample.stage().unwatched());
      assertEquals(4, output.lines().size());
    }
    assertEquals(Set.of(Thread.currentThread()), printers);
  }

  @Test
  void anInterruptionEndsTheLoop() throws Exception {
    assertEquals(
        List.of("Processing 9223372036854775783..."),
        Player.interruptAt(
            "Processing 9223372036854775783...",
            new CooperativePrimes(),
            "--numbers",
            "9223372036854775783,157"));
  }

  @Test
  void aNumberPast64BitsIsRefusedByName() {
    var refusal = assertThrows(ParameterException.class, () -> play("157,9223372036854775808"));
    assertTrue(refusal.getMessage().contains("--numbers"), refusal.getMessage());
    assertTrue(refusal.getMessage().contains("9223372036854775808"), refusal.getMessage());
  }

  private static List<String> play(String numbers) throws Exception {
    return CapturedOutput.of(new CooperativePrimes(), "--numbers=" + numbers);
  }
}
