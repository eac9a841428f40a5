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
class CpuBoundTest {
  private static final String COST = ", cost: N seconds (and N to start)";

  @Test
  void oneThreadThreadsAndProcessesGiveTheSameAnswers() throws Exception {
    assertEquals(
        List.of(
            "is_prime(112272535095293), 4 times, 2 at once",
            "one thread" + COST,
            "thread pool" + COST,
            "process pool" + COST,
            "4 of 4 are prime"),
        play("--times", "4", "--workers", "2"));
  }

  @Test
  void aNumberThatIsNotPrimeIsNotPrimeForAnybody() throws Exception {
    var lines = play("--number", "112272535095297", "--times", "3", "--workers", "3");
    assertEquals("0 of 3 are prime", lines.get(lines.size() - 1));
  }

  @Test
  void endsItsProcesses() throws Exception {
    long before = ProcessHandle.current().children().count();
    play("--times", "1");
    assertEquals(before, ProcessHandle.current().children().count());
  }

  @Test
  void anInterruptionEndsItsThreadsAndProcesses() throws Exception {
    long before = ProcessHandle.current().children().count();
    try (var player = Player.play(new CpuBound(), "--number=9223372036854775783", "--times=1000")) {
      assertTrue(player.nextLine().startsWith("is_prime("));
      player.interrupt();
    }
    assertEquals(before, ProcessHandle.current().children().count());
  }

  @Test
  void refusesWhatCannotBeDone() {
    for (var option : List.of("--times=0", "--workers=0", "--number=many", "--join=nowhere")) {
      assertThrows(
          ParameterException.class, () -> CapturedOutput.of(new CpuBound(), option), option);
    }
  }

  private static List<String> play(String... options) throws Exception {
    return CapturedOutput.of(new CpuBound(), options).stream()
        .map(line -> line.replaceAll("\\d+\\.\\d\\d", "N"))
        .toList();
  }
}
