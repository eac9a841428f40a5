package dev.tandem.threads.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.fixtures.TestThread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every barrier does for threads. The JDK's {@code CyclicBarrier} is the yardstick. */
public abstract class BarrierContract extends AnyContract {
  private static final Runnable NOTHING = () -> {};

  /** A barrier, whatever its type. */
  public interface Subject {
    int await() throws InterruptedException, BrokenBarrierException;

    int await(Duration timeout)
        throws InterruptedException, BrokenBarrierException, TimeoutException;

    int parties();

    int waiting();

    boolean isBroken();

    void reset();
  }

  private Subject barrier;

  protected abstract Subject create(int parties, Runnable action);

  @BeforeEach
  void begin() {
    barrier = create(3, NOTHING);
  }

  private List<TestThread<Integer>> waiters(int count) throws InterruptedException {
    var waiters = new ArrayList<TestThread<Integer>>();
    for (int i = 0; i < count; i++) {
      waiters.add(waiting(barrier::await));
    }
    return waiters;
  }

  private void assertBroken(List<TestThread<Integer>> waiters) {
    for (var waiter : waiters) {
      waiter.failure(BrokenBarrierException.class);
    }
    assertTrue(barrier.isBroken());
    assertThrows(BrokenBarrierException.class, barrier::await);
    assertThrows(BrokenBarrierException.class, () -> barrier.await(Duration.ofHours(1)));
  }

  @Test
  void allLeaveTogetherEachWithItsIndexAgainAndAgain() throws Exception {
    assertEquals(3, barrier.parties());
    for (int round = 0; round < 20; round++) {
      var waiters = waiters(2);
      assertEquals(2, barrier.waiting());
      assertFalse(waiters.get(0).isDone());
      assertEquals(0, barrier.await(Duration.ofHours(1)));
      assertEquals(2, waiters.get(0).result());
      assertEquals(1, waiters.get(1).result());
      assertEquals(0, barrier.waiting());
      assertFalse(barrier.isBroken());
    }
  }

  @Test
  void theLastRunsTheActionBeforeAnybodyLeaves() throws Exception {
    var actor = new AtomicReference<Thread>();
    var runs = new AtomicInteger();
    barrier =
        create(
            2,
            () -> {
              actor.set(Thread.currentThread());
              runs.incrementAndGet();
            });
    var first =
        waiting(
            () -> {
              barrier.await();
              return runs.get();
            });
    assertEquals(0, barrier.await());
    assertSame(Thread.currentThread(), actor.get());
    assertEquals(1, first.result());
  }

  @Test
  void anActionThatThrowsBreaksTheBarrierForTheOthers() throws Exception {
    barrier =
        create(
            3,
            () -> {
              throw new IllegalStateException("mine");
            });
    var waiters = waiters(2);
    var failure = assertThrows(IllegalStateException.class, barrier::await);
    assertEquals("mine", failure.getMessage());
    assertBroken(waiters);
  }

  @Test
  void anInterruptionBreaksTheBarrierForAll() throws Exception {
    var waiters = waiters(2);
    waiters.get(0).interrupt();
    waiters.get(0).failure(InterruptedException.class);
    assertBroken(waiters.subList(1, 2));
  }

  @Test
  void oneThatComesInterruptedBreaksTheBarrier() throws Exception {
    var waiters = waiters(2);
    assertInterrupted(barrier::await);
    assertBroken(waiters);
  }

  @Test
  void oneThatComesInterruptedWithItsTimeLimitBreaksTheBarrier() throws Exception {
    assertInterrupted(() -> barrier.await(Duration.ofHours(1)));
    assertBroken(List.of());
  }

  @Test
  void oneWhoseTimeIsUpBreaksTheBarrierForAll() throws Exception {
    var waiters = waiters(1);
    assertThrows(TimeoutException.class, () -> barrier.await(Duration.ofMillis(1)));
    assertBroken(waiters);
  }

  @Test
  void noTimeIsUpAtOnce() {
    for (var timeout : List.of(Duration.ZERO, Duration.ofHours(-1))) {
      assertThrows(TimeoutException.class, () -> barrier.await(timeout));
      assertTrue(barrier.isBroken());
      barrier.reset();
    }
  }

  @Test
  void theLastNeedsNoTime() throws Exception {
    var waiters = waiters(2);
    assertEquals(0, barrier.await(Duration.ZERO));
    for (var waiter : waiters) {
      waiter.result();
    }
    assertFalse(barrier.isBroken());
  }

  @Test
  void aResetSendsThoseThatWaitAwayAndMendsTheBarrier() throws Exception {
    var waiters = waiters(2);
    barrier.reset();
    for (var waiter : waiters) {
      waiter.failure(BrokenBarrierException.class);
    }
    assertFalse(barrier.isBroken());
    assertEquals(0, barrier.waiting());
    var next = waiters(2);
    assertEquals(0, barrier.await());
    for (var waiter : next) {
      waiter.result();
    }
  }

  @Test
  void aBarrierForOneTripsAtOnce() throws Exception {
    barrier = create(1, NOTHING);
    assertEquals(0, barrier.await());
    assertEquals(0, barrier.await());
  }

  @Test
  void aBarrierForNobodyIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> create(0, NOTHING));
    assertThrows(IllegalArgumentException.class, () -> create(-1, NOTHING));
  }

  @Test
  void whatCameBeforeAnArrivalIsSeenAfterAnyDeparture() throws Exception {
    barrier = create(2, NOTHING);
    int[] plain = new int[2];
    var other =
        run(
            () -> {
              for (int round = 1; round <= 200; round++) {
                plain[1] = round;
                barrier.await();
                assertEquals(round, plain[0]);
                barrier.await();
              }
              return true;
            });
    for (int round = 1; round <= 200; round++) {
      plain[0] = round;
      barrier.await(Duration.ofSeconds(30));
      assertEquals(round, plain[1]);
      barrier.await(Duration.ofSeconds(30));
    }
    assertTrue(other.result());
  }
}
