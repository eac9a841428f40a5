package dev.tandem.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.fixtures.Allocation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A call costs what it looks at, and not what is in the queue: counted, not timed. */
@Timeout(120)
class JoinableQueueCostTest {
  private static final int ITEMS = 100_000;

  /** A copy of the items alone takes four bytes each. */
  private static final long FEW_BYTES = 16_000;

  private enum Flavour {
    FIFO,
    LIFO,
    PRIORITY;

    JoinableQueue<Integer> create(AtomicLong comparisons) {
      return switch (this) {
        case FIFO -> JoinableQueue.fifo();
        case LIFO -> JoinableQueue.lifo();
        case PRIORITY ->
            JoinableQueue.priority(
                (a, b) -> {
                  comparisons.getAndIncrement();
                  return Integer.compare(a, b);
                });
      };
    }
  }

  private final AtomicLong comparisons = new AtomicLong();

  private JoinableQueue<Integer> full(Flavour flavour) {
    var queue = flavour.create(comparisons);
    for (int i = 0; i < ITEMS; i++) {
      queue.add(i * 7_919 % ITEMS);
    }
    return queue;
  }

  private void assertCheap(Executable call, int looks) throws Throwable {
    call.execute(); // what is loaded and linked at the first call is no cost of the next
    comparisons.set(0);
    long bytes = Allocation.of(call);
    assertTrue(bytes < FEW_BYTES, bytes + " bytes");
    assertTrue(comparisons.get() < 100L * looks, comparisons.get() + " comparisons");
  }

  @ParameterizedTest
  @EnumSource
  void lookingForTheHeadLooksAtTheHead(Flavour flavour) throws Throwable {
    var queue = full(flavour);
    assertCheap(() -> assertTrue(queue.contains(queue.peek())), 1);
  }

  @ParameterizedTest
  @EnumSource
  void removingTheHeadLooksAtTheHead(Flavour flavour) throws Throwable {
    var queue = full(flavour);
    assertCheap(() -> assertTrue(queue.remove((Object) queue.peek())), 1);
    assertEquals(ITEMS - 2, queue.size());
  }

  @ParameterizedTest
  @EnumSource
  void anIteratorsFirstStepsLookAtTheFirstItems(Flavour flavour) throws Throwable {
    var queue = full(flavour);
    assertCheap(
        () -> {
          var iterator = queue.iterator();
          for (int i = 0; i < 10; i++) {
            iterator.next();
          }
          iterator.remove();
        },
        16);
  }

  @ParameterizedTest
  @EnumSource
  void aStreamsFirstItemLooksAtTheFirstItem(Flavour flavour) throws Throwable {
    var queue = full(flavour);
    assertCheap(() -> assertEquals(queue.peek(), queue.stream().findFirst().orElseThrow()), 1);
  }

  @ParameterizedTest
  @EnumSource
  void drainingAHundredLooksAtAFewHundred(Flavour flavour) throws Throwable {
    var queue = full(flavour);
    assertCheap(() -> assertEquals(100, queue.drainTo(new ArrayList<>(), 100)), 100);
  }

  @ParameterizedTest
  @EnumSource
  void goingOverEverythingComparesNoMoreThanSortingAFewTimes(Flavour flavour) {
    var queue = full(flavour);
    comparisons.set(0);
    int items = 0;
    for (var iterator = queue.iterator(); iterator.hasNext(); items++) {
      iterator.next();
    }
    assertEquals(ITEMS, items);
    assertTrue(comparisons.get() < 100L * ITEMS, comparisons.get() + " comparisons");
  }

  @ParameterizedTest
  @EnumSource
  void takingEveryOtherOutComparesNoMoreThanSortingAFewTimes(Flavour flavour) {
    var queue = full(flavour);
    comparisons.set(0);
    assertTrue(queue.removeIf(item -> item % 2 == 0));
    assertEquals(ITEMS / 2, queue.size());
    assertTrue(comparisons.get() < 200L * ITEMS, comparisons.get() + " comparisons");
  }

  @ParameterizedTest
  @EnumSource
  void equalsIsAskedOnceOfEachItemUpToTheOneThatIsFound(Flavour flavour) {
    var queue = flavour.create(comparisons);
    queue.addAll(List.of(1, 1, 1, 1, 1, 1));
    var asked = new AtomicInteger();
    var third =
        new Object() {
          @Override
          public boolean equals(Object other) {
            return asked.incrementAndGet() == 3;
          }

          @Override
          public int hashCode() {
            return 1;
          }
        };
    assertTrue(queue.contains(third));
    assertEquals(3, asked.get());
    asked.set(3);
    assertFalse(queue.contains(third));
    assertEquals(9, asked.get());
  }

  @Test
  void whereNobodyWaitsAPutAndATakeAllocateTheItemsPlaceOnly() throws Throwable {
    JoinableQueue<Integer> queue = JoinableQueue.fifo();
    Executable turns =
        () -> {
          for (int i = 0; i < 10_000; i++) {
            queue.put(1);
            queue.take();
            queue.taskDone();
            queue.join();
          }
        };
    turns.execute();
    long bytes = Allocation.of(turns);
    assertTrue(bytes <= 10_000 * 40, bytes + " bytes");
  }

  @Test
  void whereNobodyWaitsAnEventAllocatesNothing() throws Throwable {
    var event = new Event();
    Executable turns =
        () -> {
          for (int i = 0; i < 10_000; i++) {
            event.set();
            event.await();
            event.clear();
            assertFalse(event.isSet());
          }
        };
    turns.execute();
    long bytes = Allocation.of(turns);
    assertTrue(bytes < 10_000, bytes + " bytes");
  }
}
