package dev.tandem.threads.processes;

import static dev.tandem.threads.processes.MappedNumbers.all;
import static dev.tandem.threads.processes.MappedNumbers.upTo;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.fixtures.Rendezvous;
import dev.tandem.threads.MappedResults;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ProcessPoolMapTest {
  private static ProcessPool pool;

  @BeforeAll
  static void open() {
    pool = ProcessPool.builder().size(2).build();
  }

  @AfterAll
  static void close() {
    pool.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 100, 1_000, Integer.MAX_VALUE})
  void theResultsComeInTheOrderOfTheInputsWhateverTheChunks(int chunkSize) throws Exception {
    var inputs = upTo(1_000);
    try (MappedResults<Integer> results = pool.map(inputs, i -> i + 1, chunkSize)) {
      assertEquals(inputs.stream().map(i -> i + 1).toList(), all(results));
      assertFalse(results.hasNext());
    }
  }

  @Test
  void aPoolMayBeAsLargeAsAnIntCanTell() throws Exception {
    try (var huge = ProcessPool.builder().size(Integer.MAX_VALUE).build();
        MappedResults<Integer> results = huge.map(upTo(3), i -> -i, 2)) {
      assertEquals(List.of(0, -1, -2), all(results));
    }
  }

  @Test
  void noInputsGiveNoResults() {
    MappedResults<Integer> results = pool.map(upTo(0), i -> i, 10);
    assertFalse(results.hasNext());
    results.close();
  }

  @Test
  void inputsAndResultsMayBeNullOrOfSeveralClasses() throws Exception {
    List<Object> mixed = Arrays.asList(null, 1, 2L, 'c', "four", 5.0, true, List.of(6), null);
    try (MappedResults<Object> results = pool.map(mixed, input -> input, 4)) {
      assertEquals(mixed, all(results));
    }
    try (MappedResults<String> results = pool.map(upTo(3), input -> null, 2)) {
      assertNull(results.next());
      assertEquals(Arrays.asList(null, null), all(results));
    }
  }

  @Test
  void inputsAndResultsMayBeNumbersOfEachKind() throws Exception {
    var numbers = upTo(10);
    try (MappedResults<Long> results = pool.map(numbers, i -> (long) i << 40, 3)) {
      assertEquals(numbers.stream().map(i -> (long) i << 40).toList(), all(results));
    }
    try (MappedResults<Double> results = pool.map(numbers, i -> i / 2.0, 3)) {
      assertEquals(numbers.stream().map(i -> i / 2.0).toList(), all(results));
    }
    List<Double> halves = List.of(0.5, 1.5, Double.NaN, -0.0);
    try (MappedResults<Double> results = pool.map(halves, half -> half, 3)) {
      assertEquals(halves, all(results));
    }
    try (MappedResults<Short> results = pool.map(numbers, i -> (short) (int) i, 3)) {
      assertEquals((short) 9, all(results).get(9));
    }
    List<Long> longs = List.of(Long.MIN_VALUE, -1L, Long.MAX_VALUE);
    try (MappedResults<Long> results = pool.map(longs, number -> number, 2)) {
      assertEquals(longs, all(results));
    }
  }

  @Test
  void inputsAreTakenNoFurtherThanTheLookAhead() throws Exception {
    var taken = new AtomicInteger();
    Iterable<Integer> endless =
        () ->
            new Iterator<>() {
              @Override
              public boolean hasNext() {
                return true;
              }

              @Override
              public Integer next() {
                return taken.getAndIncrement();
              }
            };
    int bound = 4 * 2 * 10;
    try (MappedResults<Integer> results = pool.map(endless, i -> -i, 10)) {
      assertEquals(bound, taken.get());
      for (int i = 0; i < 1_000; i++) {
        assertEquals(-i, results.next());
        assertTrue(taken.get() <= i + 1 + bound + 10, "taken " + taken + " at " + i);
      }
    }
  }

  @Test
  void aFailureFailsItsChunkAndEndsTheResults() throws Exception {
    try (MappedResults<Integer> results = pool.map(upTo(1_000), i -> 100 / (55 - i), 10)) {
      for (int i = 0; i < 50; i++) {
        assertEquals(100 / (55 - i), results.next());
      }
      var failure = assertThrows(ExecutionException.class, results::next);
      assertEquals("java.lang.ArithmeticException: / by zero", failure.getCause().toString());
      assertFalse(results.hasNext());
    }
    assertEquals(1, pool.submit(() -> 1).get(30, SECONDS));
  }

  @Test
  void closingKillsTheTasksUnderWay() throws Exception {
    try (var meeting = new Rendezvous()) {
      int port = meeting.port();
      SerializableFunction<Integer, Long> endless =
          input -> {
            Rendezvous.stop(port);
            return 0L;
          };
      var results = pool.map(upTo(1_000), endless, 1);
      var guests = List.of(meeting.guest(), meeting.guest());
      results.close();
      assertFalse(results.hasNext());
      for (var guest : guests) {
        guest.process().onExit().get(10, SECONDS);
      }
    }
    assertEquals(1, pool.submit(() -> 1).get(30, SECONDS));
  }

  @Test
  void badArgumentsAreRefusedByNameAndValue() {
    var refusal = assertThrows(IllegalArgumentException.class, () -> pool.map(upTo(1), i -> i, 0));
    assertEquals("chunk size must be at least 1, not 0", refusal.getMessage());
    var noFunction = assertThrows(NullPointerException.class, () -> pool.map(upTo(1), null, 1));
    assertEquals("function", noFunction.getMessage());
    var noInputs = assertThrows(NullPointerException.class, () -> pool.map(null, i -> i, 1));
    assertEquals("inputs", noInputs.getMessage());
  }

  @Test
  void aPoolThatWasShutDownRefusesAtOnce() {
    var other = new ProcessPool();
    other.close();
    assertThrows(RejectedExecutionException.class, () -> other.map(upTo(1), i -> i, 1));
  }
}
