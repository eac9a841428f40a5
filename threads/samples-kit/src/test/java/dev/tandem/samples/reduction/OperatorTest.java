package dev.tandem.samples.reduction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OperatorTest {
  @ParameterizedTest
  @CsvSource({"SUM,17", "PRODUCT,140", "MAX,7", "MIN,1", "XOR,7", "MINUS,-3"})
  void numbersAreReducedFromLeftToRight(Operator operator, long result) {
    assertEquals(result, operator.reduce(new long[] {7, 4, 5, 1}));
  }

  @ParameterizedTest
  @EnumSource
  void aSingleNumberIsItsOwnResult(Operator operator) {
    assertEquals(42, operator.reduce(new long[] {42}));
  }

  @ParameterizedTest
  @EnumSource
  void noNumbersAreRefused(Operator operator) {
    var refusal = assertThrows(IllegalArgumentException.class, () -> operator.reduce(new long[0]));
    assertEquals("numbers must be at least 1, not none", refusal.getMessage());
  }

  @Test
  void productsAreModuloAPrime() {
    long most = Operator.MODULUS - 1;
    assertEquals(1, Operator.PRODUCT.reduce(new long[] {most, most})); // (-1) · (-1)
    assertEquals(2, Operator.PRODUCT.reduce(new long[] {2, most, most}));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MINUS")
  void whereTheParenthesesStandDoesNotMatter(Operator operator) {
    assertEquals(leftFirst(operator), rightFirst(operator));
  }

  @Test
  void exceptForMinus() {
    assertNotEquals(leftFirst(Operator.MINUS), rightFirst(Operator.MINUS));
  }

  private static long leftFirst(Operator operator) {
    return operator.applyAsLong(operator.applyAsLong(900_000_001, 800_000_002), 700_000_003);
  }

  private static long rightFirst(Operator operator) {
    return operator.applyAsLong(900_000_001, operator.applyAsLong(800_000_002, 700_000_003));
  }
}
