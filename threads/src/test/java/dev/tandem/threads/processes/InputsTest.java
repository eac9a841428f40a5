package dev.tandem.threads.processes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InputsTest {
  @Test
  void inputsThatFailInTheMiddleOfAChunkAreGivenUpToThereFirst() {
    var thrown = new IllegalStateException("no more");
    var inputs = new Inputs<>(failingAfter(5, thrown));
    assertEquals(List.of(0, 1, 2), inputs.take(3));
    assertTrue(inputs.hasNext());
    assertEquals(List.of(3, 4), inputs.take(3));
    assertTrue(inputs.hasNext());
    assertSame(thrown, assertThrows(IllegalStateException.class, () -> inputs.take(3)));
  }

  private static Iterable<Integer> failingAfter(int count, RuntimeException thrown) {
    return () ->
        IntStream.range(0, count + 1)
            .map(
                i -> {
                  if (i == count) {
                    throw thrown;
                  }
                  return i;
                })
            .iterator();
  }
}
