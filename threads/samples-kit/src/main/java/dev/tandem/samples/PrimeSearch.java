package dev.tandem.samples;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What a search for primes found.
 *
 * @param primes the primes, in the order in which they were found
 * @param took how long it took
 */
public record PrimeSearch(List<Long> primes, Duration took) {
  /** Prints the primes, and how long it took to find them. */
  public void print(String name, Stage stage) {
    System.out.println(name + ": " + primes);
    System.out.printf("Took: %.2f seconds.%n", seconds());
  }

  /**
   * Prints how many times faster this search was than another for the same primes.
   *
   * @throws SampleException if they did not find the same
   */
  public void printSpeedUpOver(PrimeSearch other, Stage stage) throws SampleException {
    if (!Set.copyOf(primes).equals(Set.copyOf(other.primes))) {
      throw new SampleException("the two results differ");
    }
    System.out.printf("Speed-up: %.2f%n", other.seconds() / seconds());
  }

  private double seconds() {
    return took.toNanos() / 1e9;
  }
}
