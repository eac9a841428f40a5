package dev.tandem.threads.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.samples.CapturedOutput;
import dev.tandem.samples.SampleException;
import dev.tandem.samples.UsageException;
import java.math.BigInteger;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.ParameterException;

@Timeout(60)
class ReductionTest {
  private static final BigInteger MODULUS = BigInteger.valueOf(1_000_000_007);

  private final Set<ProcessHandle> before = Descendants.alive();

  @Test
  void threadsAndProcessesComeToTheSumOfOneThread() throws Exception {
    requireAll("sum", 50_000, numbers(50_000).sum(), play("--numbers=50000"));
    assertEquals(before, Descendants.alive(), "processes left");
  }

  @Test
  void threadsAndProcessesComeToTheProductOfOneThread() throws Exception {
    var product =
        numbers(1_001)
            .mapToObj(BigInteger::valueOf)
            .reduce(BigInteger.ONE, (a, b) -> a.multiply(b).mod(MODULUS));
    requireAll(
        "product", 1_001, product.longValueExact(), play("--operator=product", "--numbers=1001"));
  }

  @Test
  void asManyChunksAsNumbersComeToTheSame() throws Exception {
    var lines = play("--operator=max", "--numbers=20", "--chunks=20", "--workers=1");
    assertEquals("max of 20 numbers in 20 chunks, 1 at once", lines.get(0));
    long max = numbers(20).max().orElseThrow();
    assertEquals("in chunks as in a row: " + max, lines.get(4));
  }

  @Test
  void chunksUnderAnOperatorThatIsNotAssociativeFailTheSample() {
    var failure =
        assertThrows(
            SampleException.class, () -> play("--operator=minus", "--numbers=1000", "--workers=2"));
    assertEquals("minus is not associative: chunks give another result", failure.getMessage());
  }

  @Test
  void oneChunkUnderThatOperatorIsRight() throws Exception {
    var lines = play("--operator=minus", "--numbers=1000", "--chunks=1", "--workers=1");
    long inRow = 2 * numbers(1).sum() - numbers(1_000).sum();
    assertEquals("in chunks as in a row: " + inRow, lines.get(4));
  }

  @Test
  void otherSeedsGiveOtherNumbers() throws Exception {
    var lines = play("--seed=2", "--numbers=1000", "--workers=1");
    long sum = new SplittableRandom(2).longs(1_000, 1, MODULUS.longValue()).sum();
    assertEquals("in chunks as in a row: " + sum, lines.get(4));
  }

  @Test
  void anInterruptionEndsTheThreads() throws Exception {
    var lines =
        Player.interruptAt(
            "sum of 1000 numbers in 8 chunks, 2 at once",
            new Reduction(),
            "--numbers=1000",
            "--workers=2");
    assertEquals(2, lines.size(), lines.toString());
  }

  @Test
  void anInterruptionEndsTheProcesses() throws Exception {
    try (var player = Player.play(new Reduction(), "--numbers=10000", "--workers=2")) {
      for (int i = 0; i < 3; i++) {
        player.nextLine();
      }
      player.interrupt("pool");
    }
    assertEquals(before, Descendants.alive());
  }

  @ParameterizedTest
  @CsvSource({
    "--numbers=0,--numbers must be from 1 to 100000000. not 0",
    "--chunks=0,--chunks must be from 1 to 10000. not 0",
    "--chunks=10001,--chunks must be from 1 to 10000. not 10001",
    "--workers=101,--workers must be from 1 to 100. not 101"
  })
  void whatCannotBeReducedIsRefusedByName(String option, String pattern) {
    var refusal = assertThrows(UsageException.class, () -> play(option));
    assertTrue(refusal.getMessage().matches(pattern), refusal.getMessage());
  }

  @Test
  void moreChunksThanNumbersAreRefused() {
    var refusal = assertThrows(UsageException.class, () -> play("--numbers=7", "--chunks=8"));
    assertEquals("--chunks must be from 1 to 7, not 8", refusal.getMessage());
  }

  @Test
  void anOperatorThatIsNotThereIsRefused() {
    assertThrows(ParameterException.class, () -> play("--operator=divide"));
  }

  private static List<String> play(String... options) throws Exception {
    return CapturedOutput.of(new Reduction(), options);
  }

  private static LongStream numbers(int count) {
    return new SplittableRandom(1).longs(count, 1, MODULUS.longValue());
  }

  private static void requireAll(String operator, int count, long result, List<String> lines) {
    int workers = Runtime.getRuntime().availableProcessors();
    var times = ": " + result + " in \\d+\\.\\d{3} s";
    var expected =
        List.of(
            "%s of %d numbers in 8 chunks, %d at once".formatted(operator, count, workers),
            "one thread" + times,
            "thread pool" + times,
            "processes" + times,
            "in chunks as in a row: " + result);
    assertEquals(expected.size(), lines.size(), lines.toString());
    for (int i = 0; i < expected.size(); i++) {
      assertTrue(lines.get(i).matches(expected.get(i)), lines.get(i));
    }
  }
}
