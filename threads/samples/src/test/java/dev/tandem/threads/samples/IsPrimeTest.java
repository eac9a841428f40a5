package dev.tandem.threads.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.samples.CapturedOutput;
import dev.tandem.samples.UsageException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class IsPrimeTest {
  @Test
  void oneByOneThePrimesComeInOrder() throws Exception {
    var lines = CapturedOutput.of(new IsPrime());
    assertEquals(primes(1_000_000_000_000_000L, 500), numbers(lines.get(0), "Result 1"));
  }

  @Test
  void atOnceThePrimesAreTheSameInAnyOrder() throws Exception {
    var lines = CapturedOutput.of(new IsPrime(), "--from", "10000000000000", "--workers", "4");
    assertEquals(
        primes(10_000_000_000_000L, 500),
        numbers(lines.get(2), "Result 2").stream().sorted().toList());
  }

  @Test
  void timesAndTheSpeedUpArePrinted() throws Exception {
    var lines = CapturedOutput.of(new IsPrime(), "--from", "100", "--count", "10");
    assertEquals(5, lines.size());
    assertTrue(lines.get(1).matches("Took: \\d+\\.\\d\\d seconds\\."), lines.get(1));
    assertTrue(lines.get(3).matches("Took: \\d+\\.\\d\\d seconds\\."), lines.get(3));
    assertTrue(lines.get(4).matches("Speed-up: \\d+\\.\\d\\d"), lines.get(4));
  }

  @Test
  void smallNumbersAreToldRight() throws Exception {
    var lines = CapturedOutput.of(new IsPrime(), "--from=-20", "--count", "1000");
    assertEquals(primes(0, 980), numbers(lines.get(0), "Result 1"));
  }

  @Test
  void aRangeWithoutPrimesGivesNone() throws Exception {
    var lines = CapturedOutput.of(new IsPrime(), "--from", "24", "--count", "5");
    assertEquals("Result 1: []", lines.get(0));
    assertEquals("Result 2: []", lines.get(2));
  }

  @Test
  void anInterruptionEndsTheSearchOneByOne() throws Exception {
    Player.play(new IsPrime(), "--from", "9223372036854775783", "--count", "1").interrupt();
  }

  @Test
  void anInterruptionEndsTheSearchAtOnce() throws Exception {
    var lines = CapturedOutput.of(new IsPrime(), "--count", "100");
    var printed = Player.interruptAt(lines.get(0), new IsPrime(), "--count", "100");
    assertEquals(2, printed.size());
  }

  @ParameterizedTest
  @CsvSource({
    "--count=0,--count must be at least 1. not 0",
    "--workers=-1,--workers must be from 1 to 1000. not -1",
    "--from=9223372036854775807,--from must leave room for --count .* 9223372036854775807 does not"
  })
  void whatCannotBeSearchedIsRefusedByName(String option, String pattern) {
    var refusal =
        assertThrows(UsageException.class, () -> CapturedOutput.of(new IsPrime(), option));
    assertTrue(refusal.getMessage().matches(pattern), refusal.getMessage());
  }

  /** The primes as the JDK knows them. */
  private static List<Long> primes(long from, int count) {
    return LongStream.range(from, from + count)
        .filter(number -> BigInteger.valueOf(number).isProbablePrime(50))
        .boxed()
        .toList();
  }

  private static List<Long> numbers(String line, String name) {
    assertTrue(line.matches(name + ": \\[.*]"), line);
    return Arrays.stream(line.substring(line.indexOf('[') + 1, line.length() - 1).split(", "))
        .map(Long::valueOf)
        .toList();
  }
}
