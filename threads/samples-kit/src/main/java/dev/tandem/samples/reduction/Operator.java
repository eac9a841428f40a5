package dev.tandem.samples.reduction;

import java.util.Locale;
import java.util.function.LongBinaryOperator;

/**
 * Makes one number of two, and so, from left to right, one of many. Numbers can be reduced in
 * chunks, and the chunks' results in their order, if the operator is associative. All are but
 * {@link #MINUS}, which is here to show what happens then.
 */
public enum Operator implements LongBinaryOperator {
  /** a + b, modulo 2^64. */
  SUM(Long::sum),
  /** a · b, modulo {@value #MODULUS}: both must be less than that, and not negative. */
  PRODUCT((a, b) -> a * b % Operator.MODULUS),
  /** The larger one. */
  MAX(Math::max),
  /** The smaller one. */
  MIN(Math::min),
  /** The bits in which they differ. */
  XOR((a, b) -> a ^ b),
  /** a − b. <b>Not associative</b>: a − (b − c) is not (a − b) − c. */
  MINUS((a, b) -> a - b);

  /** A prime: no product of smaller numbers is 0 but by a factor 0. */
  public static final long MODULUS = 1_000_000_007;

  private final LongBinaryOperator function;

  Operator(LongBinaryOperator function) {
    this.function = function;
  }

  @Override
  public long applyAsLong(long left, long right) {
    return function.applyAsLong(left, right);
  }

  /** The name on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
