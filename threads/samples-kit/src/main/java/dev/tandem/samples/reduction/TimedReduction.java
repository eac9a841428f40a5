package dev.tandem.samples.reduction;

import dev.tandem.samples.OutputComparison;
import dev.tandem.samples.SampleException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.Callable;

/**
 * A reduction that was done twice: the first time starts workers and compiles code.
 *
 * @param reducer who has done it
 * @param result what came out, both times
 * @param first how long it took
 * @param second how long it took once more
 */
record TimedReduction(String reducer, long result, Duration first, Duration second) {
  /**
   * Does a reduction, twice.
   *
   * @throws SampleException if it does not come to the same
   */
  static TimedReduction of(String reducer, Callable<Long> reduction) throws Exception {
    long start = System.nanoTime();
    long result = reduction.call();
    long middle = System.nanoTime();
    long again = reduction.call();
    long end = System.nanoTime();
    if (again != result) {
      throw new SampleException("%s: %d first, then %d".formatted(reducer, result, again));
    }
    return new TimedReduction(
        reducer, result, Duration.ofNanos(middle - start), Duration.ofNanos(end - middle));
  }

  void print(PrintStream out) {
    out.printf(
        "%s: %d in %.3f s, again in %.3f s%n",
        reducer, result, OutputComparison.seconds(first), OutputComparison.seconds(second));
  }

  /**
   * Compares the result of chunks with that of all numbers in a row.
   *
   * @throws SampleException if they differ
   */
  void requireSameAs(TimedReduction inRow, Operator operator) throws SampleException {
    if (result != inRow.result) {
      throw new SampleException(
          "%s: %d by %s, but %d by %s; in chunks, only an associative operator gives the same"
              .formatted(operator, result, reducer, inRow.result, inRow.reducer));
    }
  }
}
