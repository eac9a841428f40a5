package dev.tandem.interop.samples;

import java.io.Serializable;
import java.math.BigInteger;

/**
 * What {@link RunInExecutor} has another process compute: the sum of the first squares, which soon
 * no {@code long} can hold.
 *
 * @param count how many, from that of 0 on
 */
record SumOfSquares(int count) implements Serializable {
  /** Sums them up one by one. */
  BigInteger compute() {
    var sum = BigInteger.ZERO;
    for (long i = 0; i < count; i++) {
      sum = sum.add(BigInteger.valueOf(i * i));
    }
    return sum;
  }
}
