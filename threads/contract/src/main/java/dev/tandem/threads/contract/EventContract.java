package dev.tandem.threads.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.fixtures.TestThread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every event does for threads. */
public abstract class EventContract extends AnyContract {
  /** An event, whatever its type. */
  public interface Subject {
    void set();

    void clear();

    boolean isSet();

    int waiters();

    void await() throws InterruptedException;

    boolean await(Duration timeout) throws InterruptedException;
  }

  private Subject event;

  protected abstract Subject create();

  @BeforeEach
  void begin() {
    event = create();
  }

  private List<TestThread<Boolean>> waiters(int count) throws InterruptedException {
    var waiters = new ArrayList<TestThread<Boolean>>();
    for (int i = 0; i < count; i++) {
      waiters.add(waitingIn(event::await));
    }
    return waiters;
  }

  @Test
  void isClearAtFirstAndSetUntilItIsCleared() {
    assertFalse(event.isSet());
    event.set();
    event.set();
    assertTrue(event.isSet());
    event.clear();
    event.clear();
    assertFalse(event.isSet());
  }

  @Test
  void aSetEventLetsEverybodyPass() throws Exception {
    event.set();
    event.await();
    assertTrue(event.await(Duration.ZERO));
    assertTrue(event.await(Duration.ofDays(365_000)));
  }

  @Test
  void setReleasesEveryWaiter() throws Exception {
    var waiters = waiters(20);
    event.set();
    for (var waiter : waiters) {
      assertTrue(waiter.result());
    }
  }

  @Test
  void aPulseReleasesEveryoneThatWaited() throws Exception {
    for (int round = 0; round < 50; round++) {
      var waiters = waiters(5);
      event.set();
      event.clear();
      for (var waiter : waiters) {
        assertTrue(waiter.result());
      }
      assertFalse(event.isSet());
    }
  }

  @Test
  void oneThatComesAfterAPulseWaitsForTheNext() throws Exception {
    var before = waitingIn(event::await);
    event.set();
    event.clear();
    before.result();
    var after = waitingIn(event::await);
    assertFalse(after.isDone());
    event.set();
    assertTrue(after.result());
  }

  @Test
  void aTimedWaitTellsWhetherTheEventWasSetInTime() throws Exception {
    assertFalse(event.await(Duration.ofMillis(1)));
    assertFalse(event.await(Duration.ZERO));
    assertFalse(event.await(Duration.ofSeconds(-1)));
    var waiter = waiting(() -> event.await(Duration.ofHours(1)));
    event.set();
    assertTrue(waiter.result());
  }

  @Test
  void theLongestTimeoutsNeverEndAndTheShortestHaveEnded() throws Exception {
    assertFalse(event.await(Duration.ofSeconds(Long.MIN_VALUE)));
    var longest = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);
    var waiter = waiting(() -> event.await(longest));
    event.set();
    assertTrue(waiter.result());
    assertTrue(event.await(Duration.ofSeconds(Long.MIN_VALUE)));
  }

  @Test
  void anInterruptionEndsOneWaitAndIsCleared() throws Exception {
    var first =
        waiting(
            () -> {
              assertThrows(InterruptedException.class, event::await);
              return Thread.currentThread().isInterrupted();
            });
    var second = waitingIn(event::await);
    first.interrupt();
    assertFalse(first.result());
    assertFalse(second.isDone());
    event.set();
    assertTrue(second.result());
  }

  @Test
  void anInterruptedThreadDoesNotPassEvenASetEvent() {
    event.set();
    assertInterrupted(event::await);
    assertInterrupted(() -> event.await(Duration.ZERO));
    assertInterrupted(() -> event.await(Duration.ofHours(1)));
  }

  @Test
  void whatCameBeforeSetIsSeenAfterAwait() throws Exception {
    for (int round = 0; round < 200; round++) {
      var fresh = create();
      int[] plain = new int[1];
      var waiter =
          run(
              () -> {
                fresh.await();
                return plain[0];
              });
      plain[0] = round;
      fresh.set();
      assertEquals(round, waiter.result());
    }
  }

  @Test
  void waitersCountsThoseThatWait() throws Exception {
    assertEquals(0, event.waiters());
    var waiters = waiters(2);
    assertEquals(2, event.waiters());
    waiters.get(0).interrupt();
    waiters.get(0).failure(InterruptedException.class);
    assertEquals(1, event.waiters());
    assertFalse(event.await(Duration.ofMillis(1)));
    assertEquals(1, event.waiters());
    event.set();
    waiters.get(1).result();
    assertEquals(0, event.waiters());
  }

  @Test
  void toStringTellsTheStateAndTheWaiters() throws Exception {
    assertEquals("Event[unset, waiters = 0]", event.toString());
    var waiter = waitingIn(event::await);
    assertEquals("Event[unset, waiters = 1]", event.toString());
    event.set();
    waiter.result();
    assertEquals("Event[set]", event.toString());
  }
}
