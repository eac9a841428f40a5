package dev.tandem.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tandem.fixtures.Heap;
import dev.tandem.fixtures.TestThread;
import dev.tandem.fixtures.ThreadKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
@ParameterizedClass
@MethodSource("dev.tandem.fixtures.ThreadKind#available")
class EventTest {
  @Parameter private ThreadKind kind;

  private final Event event = new Event();

  private TestThread<Boolean> waiter() throws InterruptedException {
    return kind.start(
            () -> {
              event.await();
              return true;
            })
        .untilItWaits();
  }

  /** Released first, interrupted at once: it returns normally, and stays interrupted. */
  @Test
  void aWaiterThatIsReleasedAndThenInterruptedStaysInterrupted() throws Exception {
    for (int round = 0; round < 200; round++) {
      var fresh = new Event();
      var waiter =
          kind.start(
                  () -> {
                    fresh.await();
                    long deadline = System.nanoTime() + 20_000_000_000L;
                    while (!Thread.interrupted()) {
                      assertTrue(System.nanoTime() < deadline, "the interruption was lost");
                      Thread.onSpinWait();
                    }
                    return true;
                  })
              .untilItWaits();
      fresh.set();
      waiter.interrupt();
      assertTrue(waiter.result());
    }
  }

  /** Who clears the flag and then looks at the data must see what came before each set. */
  @Test
  void aSetOfASetEventIsNotLostOnWhoClearsIt() throws Exception {
    int items = 200_000;
    int[] data = new int[1];
    var consumer =
        kind.start(
            () -> {
              int looks = 0;
              while (true) {
                event.clear();
                if (data[0] == items) {
                  return looks;
                }
                looks++;
                event.await();
              }
            });
    consumer.untilItWaits();
    for (int i = 1; i <= items; i++) {
      data[0] = i;
      event.set();
    }
    assertTrue(consumer.result() > 0);
  }

  @Test
  void aTimedWaitNeverEndsEarlyWithFalse() throws Exception {
    var toggling = new AtomicInteger(1);
    var toggler =
        kind.start(
            () -> {
              while (toggling.get() == 1) {
                event.set();
                event.clear();
                Thread.yield();
              }
              event.set();
              return true;
            });
    for (int i = 0; i < 20_000; i++) {
      assertTrue(event.await(Duration.ofHours(1)));
    }
    toggling.set(0);
    assertTrue(toggler.result());
  }

  @Test
  void aMissingTimeoutIsRefusedByName() {
    var refusal = assertThrows(NullPointerException.class, () -> event.await(null));
    assertEquals("timeout", refusal.getMessage());
  }

  @Test
  void aMillionTimedOutWaitsLeaveTheHeapAsItWas() throws Throwable {
    Heap.assertUnchangedBy(
        () -> {
          for (int i = 0; i < 1_000_000; i++) {
            assertFalse(event.await(Duration.ofNanos(1)));
          }
        });
  }

  @Test
  void aHundredThousandVirtualThreadsAreReleasedByOneSet() throws Exception {
    assumeTrue(kind == ThreadKind.VIRTUAL);
    int crowd = 100_000;
    var arrived = new CountDownLatch(crowd);
    var released = new AtomicInteger();
    var waiters = new ArrayList<TestThread<Integer>>(crowd);
    for (int i = 0; i < crowd; i++) {
      waiters.add(
          kind.start(
              () -> {
                arrived.countDown();
                event.await();
                return released.incrementAndGet();
              }));
    }
    arrived.await();
    for (var waiter : waiters) {
      waiter.untilItWaits();
    }
    assertEquals(0, released.get());
    event.set();
    for (var waiter : waiters) {
      waiter.result();
    }
    assertEquals(crowd, released.get());
  }

  @Test
  void toStringTellsTheStateAndTheWaiters() throws Exception {
    assertEquals("Event[unset, waiters = 0]", event.toString());
    var waiter = waiter();
    assertEquals("Event[unset, waiters = 1]", event.toString());
    event.set();
    assertEquals("Event[set]", event.toString());
    waiter.result();
  }
}
