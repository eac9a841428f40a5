package dev.tandem.samples.reduction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OperatorTest {
  @ParameterizedTest
  @CsvSource({"SUM,17", "PRODUCT,140", "MAX,7", "MIN,1", "XOR,7", "MINUS,-3"})
  void numbersAreReducedFromLeftToRight(Operator operator, long result) {
    assertEquals(result, LongStream.of(7, 4, 5, 1).reduce(operator).orElseThrow());
  }

  @Test
  void productsAreModuloAPrime() {
    long most = Operator.MODULUS - 1;
    assertEquals(1, Operator.PRODUCT.applyAsLong(most, most)); // (-1) · (-1)
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
