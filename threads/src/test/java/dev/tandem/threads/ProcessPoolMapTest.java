package dev.tandem.threads;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
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

  private static List<Integer> upTo(int end) {
    return IntStream.range(0, end).boxed().toList();
  }

  private static <R> List<R> all(MappedResults<R> results) throws Exception {
    var all = new ArrayList<R>();
    while (results.hasNext()) {
      all.add(results.next());
    }
    return all;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 100, 1_000, Integer.MAX_VALUE})
  void theResultsComeInTheOrderOfTheInputsWhateverTheChunks(int chunkSize) throws Exception {
    var inputs = upTo(1_000);
    try (MappedResults<Integer> results = pool.map(i -> i + 1, inputs, chunkSize)) {
      assertEquals(inputs.stream().map(i -> i + 1).toList(), all(results));
      assertFalse(results.hasNext());
    }
  }

  @Test
  void aPoolMayBeAsLargeAsAnIntCanTell() throws Exception {
    try (var huge = ProcessPool.builder().size(Integer.MAX_VALUE).build();
        MappedResults<Integer> results = huge.map(i -> -i, upTo(3), 2)) {
      assertEquals(List.of(0, -1, -2), all(results));
    }
  }

  @Test
  void noInputsGiveNoResults() {
    MappedResults<Integer> results = pool.map(i -> i, upTo(0), 10);
    assertFalse(results.hasNext());
    results.close();
  }

  @Test
  void inputsAndResultsMayBeNullOrOfSeveralClasses() throws Exception {
    List<Object> mixed = Arrays.asList(null, 1, 2L, 'c', "four", 5.0, true, List.of(6), null);
    try (MappedResults<Object> results = pool.map(input -> input, mixed, 4)) {
      assertEquals(mixed, all(results));
    }
    try (MappedResults<String> results = pool.map(input -> null, upTo(3), 2)) {
      assertNull(results.next());
      assertEquals(Arrays.asList(null, null), all(results));
    }
  }

  @Test
  void inputsAndResultsMayBeNumbersOfEachKind() throws Exception {
    var numbers = upTo(10);
    try (MappedResults<Long> results = pool.map(i -> (long) i << 40, numbers, 3)) {
      assertEquals(numbers.stream().map(i -> (long) i << 40).toList(), all(results));
    }
    try (MappedResults<Double> results = pool.map(i -> i / 2.0, numbers, 3)) {
      assertEquals(numbers.stream().map(i -> i / 2.0).toList(), all(results));
    }
    List<Double> halves = List.of(0.5, 1.5, Double.NaN, -0.0);
    try (MappedResults<Double> results = pool.map(half -> half, halves, 3)) {
      assertEquals(halves, all(results));
    }
    try (MappedResults<Short> results = pool.map(i -> (short) (int) i, numbers, 3)) {
      assertEquals((short) 9, all(results).get(9));
    }
    List<Long> longs = List.of(Long.MIN_VALUE, -1L, Long.MAX_VALUE);
    try (MappedResults<Long> results = pool.map(number -> number, longs, 2)) {
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
    try (MappedResults<Integer> results = pool.map(i -> -i, endless, 10)) {
      assertEquals(bound, taken.get());
      for (int i = 0; i < 1_000; i++) {
        assertEquals(-i, results.next());
        assertTrue(taken.get() <= i + 1 + bound + 10, "taken " + taken + " at " + i);
      }
    }
  }

  @Test
  void aFailureFailsItsChunkAndEndsTheResults() throws Exception {
    try (MappedResults<Integer> results = pool.map(i -> 100 / (55 - i), upTo(1_000), 10)) {
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
            try {
              Rendezvous.stop(port);
            } catch (java.io.IOException e) {
              throw new java.io.UncheckedIOException(e);
            }
            return 0L;
          };
      var results = pool.map(endless, upTo(1_000), 1);
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
    var refusal = assertThrows(IllegalArgumentException.class, () -> pool.map(i -> i, upTo(1), 0));
    assertEquals("chunk size must be at least 1, not 0", refusal.getMessage());
    var noFunction = assertThrows(NullPointerException.class, () -> pool.map(null, upTo(1), 1));
    assertEquals("function", noFunction.getMessage());
    var noInputs = assertThrows(NullPointerException.class, () -> pool.map(i -> i, null, 1));
    assertEquals("inputs", noInputs.getMessage());
  }

  @Test
  void aPoolThatWasShutDownRefusesAtOnce() {
    var other = new ProcessPool();
    other.close();
    assertThrows(RejectedExecutionException.class, () -> other.map(i -> i, upTo(1), 1));
  }
}
