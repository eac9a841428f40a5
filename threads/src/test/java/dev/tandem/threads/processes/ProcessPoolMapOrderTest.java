package dev.tandem.threads.processes;

import static dev.tandem.threads.processes.MappedNumbers.all;
import static dev.tandem.threads.processes.MappedNumbers.upTo;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.fixtures.Rendezvous;
import dev.tandem.threads.MappedResults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Mapping in the order of completion, and against the clock. */
class ProcessPoolMapOrderTest extends AnyPoolTest {
  ProcessPoolMapOrderTest() {
    super(2);
  }

  /** Gives its input; that of 0 not before the test lets it go. */
  private static SerializableFunction<Integer, Integer> stopAtZero(int port) {
    return input -> {
      if (input == 0) {
        Rendezvous.stop(port);
      }
      return input;
    };
  }

  @Test
  void aSlowChunkHoldsUpNoOther() throws Exception {
    try (MappedResults<Integer> results =
        pool.mapUnordered(upTo(20), stopAtZero(meeting.port()), 2)) {
      var guest = meeting.guest();
      var seen = new ArrayList<Integer>();
      for (int i = 2; i < 20; i++) {
        seen.add(results.next());
      }
      assertEquals(upTo(20).subList(2, 20), seen);
      assertTrue(results.hasNext());
      guest.release();
      assertEquals(List.of(0, 1), all(results));
      assertFalse(results.hasNext());
    }
  }

  @Test
  void everyResultComesOnce() throws Exception {
    for (int chunkSize : new int[] {1, 7, 1_000, Integer.MAX_VALUE}) {
      try (MappedResults<Integer> results = pool.mapUnordered(upTo(500), i -> i, chunkSize)) {
        var seen = all(results);
        assertEquals(500, seen.size());
        assertEquals(Set.copyOf(upTo(500)), new HashSet<>(seen));
      }
    }
    try (MappedResults<Integer> results = pool.mapUnordered(upTo(0), i -> i, 1)) {
      assertFalse(results.hasNext());
    }
  }

  private static SerializableFunction<Integer, Integer> failAtZero(int port) {
    var stop = stopAtZero(port);
    return input -> 12 / stop.apply(input);
  }

  @Test
  void aFailureComesAfterTheResultsThatWereThereBefore() throws Exception {
    try (MappedResults<Integer> results =
        pool.mapUnordered(List.of(0, 1, 2, 3), failAtZero(meeting.port()), 1)) {
      var guest = meeting.guest();
      assertEquals(List.of(12, 6, 4), List.of(results.next(), results.next(), results.next()));
      guest.release();
      var failure = assertThrows(ExecutionException.class, results::next);
      assertInstanceOf(ArithmeticException.class, failure.getCause());
      assertFalse(results.hasNext());
    }
    get();
  }

  @Test
  void closingKillsWhatIsUnderWay() throws Exception {
    var results = pool.mapUnordered(List.of(0, 0, 0, 0, 0), stopAtZero(meeting.port()), 1);
    var guests = List.of(meeting.guest(), meeting.guest());
    results.close();
    assertFalse(results.hasNext());
    for (var guest : guests) {
      guest.process().onExit().get(10, SECONDS);
    }
    assertEquals(1, pool.submit(() -> 1).get(30, SECONDS));
  }

  @Test
  void shutdownNowCancelsTheRest() throws Exception {
    var results = pool.mapUnordered(List.of(0, 0, 0, 0, 0), stopAtZero(meeting.port()), 1);
    meeting.guest();
    pool.shutdownNow();
    assertThrows(CancellationException.class, results::next);
    assertFalse(results.hasNext());
  }

  @Test
  void anInterruptedReaderLosesNothing() throws Exception {
    try (MappedResults<Integer> results =
        pool.mapUnordered(List.of(0), stopAtZero(meeting.port()), 1)) {
      var guest = meeting.guest();
      Thread.currentThread().interrupt();
      assertThrows(InterruptedException.class, results::next);
      guest.release();
      assertEquals(List.of(0), all(results));
    }
  }

  private static void assertLate(MappedResults<?> results, Duration limit) {
    var failure = assertThrows(ExecutionException.class, results::next);
    var late = assertInstanceOf(TimeoutException.class, failure.getCause());
    assertEquals("the results were not all there within " + limit, late.getMessage());
    assertFalse(results.hasNext());
  }

  @Test
  void whatIsNotThereInTimeIsKilledAndTheResultsBeforeItCome() throws Exception {
    warmUp();
    var limit = Duration.ofSeconds(2);
    try (MappedResults<Integer> results =
        pool.map(List.of(1, 2, 0, 4, 5), stopAtZero(meeting.port()), 1, limit)) {
      var process = meeting.guest().process();
      assertEquals(List.of(1, 2), List.of(results.next(), results.next()));
      assertLate(results, limit);
      process.onExit().get(10, SECONDS);
    }
    warmUp();
    try (MappedResults<Integer> results =
        pool.mapUnordered(List.of(1, 2, 0, 4, 5), stopAtZero(meeting.port()), 1, limit)) {
      meeting.guest();
      for (int i = 0; i < 4; i++) { // with one process
        assertTrue(results.next() > 0);
      }
      assertLate(results, limit);
    }
    get();
  }

  /** Has both processes ready. */
  private void warmUp() throws Exception {
    var results = pool.map(List.of(0, 0), stopAtZero(meeting.port()), 1);
    for (var guest : List.of(meeting.guest(), meeting.guest())) {
      guest.release();
    }
    assertEquals(List.of(0, 0), all(results));
  }

  private void get() throws Exception {
    assertEquals(1, pool.submit(() -> 1).get(30, SECONDS));
  }

  @Test
  void theLimitHoldsForInputsWithoutEndAndForOneThatIsReadLate() throws Exception {
    var limit = Duration.ofMillis(700);
    Iterable<Integer> endless = () -> IntStream.iterate(0, i -> i + 1).iterator();
    try (MappedResults<Integer> results = pool.map(endless, i -> i, 10, limit)) {
      int given = 0;
      try {
        while (true) {
          assertEquals(given, results.next());
          given++;
        }
      } catch (ExecutionException late) {
        assertInstanceOf(TimeoutException.class, late.getCause());
      }
    }
  }

  @Test
  void aLimitMayBeAsLongOrAsShortAsADurationCanTell() throws Exception {
    for (var limit :
        List.of(Duration.ofSeconds(Long.MAX_VALUE), Duration.ofNanos(Long.MAX_VALUE))) {
      try (MappedResults<Integer> results = pool.map(upTo(3), i -> i, 1, limit)) {
        assertEquals(upTo(3), all(results));
      }
    }
    for (var limit : List.of(Duration.ZERO, Duration.ofSeconds(Long.MIN_VALUE))) {
      try (MappedResults<Integer> results =
          pool.map(List.of(0, 0), stopAtZero(meeting.port()), 1, limit)) {
        assertLate(results, limit);
      }
    }
  }

  /** Gives the numbers up to {@code end}, and then fails. */
  private static Iterable<Integer> failingAt(int end) {
    return () ->
        IntStream.iterate(0, i -> i + 1)
            .peek(
                i -> {
                  if (i == end) {
                    throw new IllegalStateException("no more");
                  }
                })
            .iterator();
  }

  @Test
  void theInputsBeforeAFailureOfTheirIteratorAreNotLost() throws Exception {
    for (int end : new int[] {16, 17, 18, 19}) { // the look-ahead, and a half or a whole chunk
      try (MappedResults<Integer> results = pool.map(failingAt(end + 2), i -> i, 2)) {
        for (int i = 0; i < end + 2; i++) {
          assertEquals(i, results.next());
        }
        var failure = assertThrows(IllegalStateException.class, results::next);
        assertEquals("no more", failure.getMessage());
        assertFalse(results.hasNext());
      }
    }
  }

  @Test
  void badArgumentsAreRefusedByNameAndValue() {
    assertThrows(
        IllegalArgumentException.class,
        () -> pool.mapUnordered(upTo(1), i -> i, Integer.MIN_VALUE));
    assertThrows(NullPointerException.class, () -> pool.mapUnordered(upTo(1), null, 1));
    assertThrows(NullPointerException.class, () -> pool.mapUnordered(null, i -> i, 1));
    var noLimit =
        assertThrows(NullPointerException.class, () -> pool.map(upTo(1), i -> i, 1, null));
    assertEquals("limit", noLimit.getMessage());
    assertThrows(NullPointerException.class, () -> pool.mapUnordered(upTo(1), i -> i, 1, null));
  }
}
