package dev.tandem.threads.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.fixtures.TestThread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every condition of Tandem does for threads, beyond what {@link LockContract} knows. */
public abstract class ConditionContract extends AnyContract {
  /** A condition, whatever its type. */
  public interface Subject {
    /** The lock that its waiters hold. */
    Lock lock();

    void await() throws InterruptedException;

    boolean await(Duration timeout) throws InterruptedException;

    void awaitUntil(BooleanSupplier predicate) throws InterruptedException;

    boolean awaitUntil(BooleanSupplier predicate, Duration timeout) throws InterruptedException;

    void signal();

    void signal(int n);

    void signalAll();

    int waiters();
  }

  /** What a subject that knows no lock is completed with. */
  public record Held(Lock lock) {}

  private Subject condition;
  private final List<Integer> woken = new ArrayList<>();

  protected abstract Subject create();

  @BeforeEach
  void begin() {
    condition = create();
  }

  private void locked(Call call) throws Exception {
    condition.lock().lock();
    try {
      call.make();
    } finally {
      condition.lock().unlock();
    }
  }

  private TestThread<Boolean> awaiting(Call call) throws InterruptedException {
    int before = condition.waiters();
    var waiter =
        run(
            () -> {
              locked(call);
              return true;
            });
    while (condition.waiters() == before && !waiter.isDone()) {
      Thread.onSpinWait();
    }
    return waiter;
  }

  private List<TestThread<Boolean>> waiters(int count) throws InterruptedException {
    var waiters = new ArrayList<TestThread<Boolean>>();
    for (int i = 0; i < count; i++) {
      int number = i;
      waiters.add(
          awaiting(
              () -> {
                condition.await();
                woken.add(number);
              }));
    }
    return waiters;
  }

  @Test
  void signalsReachWaitersFirstComeFirstServed() throws Exception {
    var waiters = waiters(5);
    assertEquals(5, condition.waiters());
    locked(condition::signal);
    waiters.get(0).result();
    locked(() -> condition.signal(0));
    assertEquals(4, condition.waiters());
    locked(() -> condition.signal(2));
    waiters.get(1).result();
    waiters.get(2).result();
    assertFalse(waiters.get(3).isDone());
    assertEquals(2, condition.waiters());
    locked(() -> condition.signal(100));
    waiters.get(3).result();
    waiters.get(4).result();
    assertEquals(5, woken.size());
    assertEquals(0, condition.waiters());
  }

  @Test
  void signalAllReachesEveryone() throws Exception {
    var waiters = waiters(10);
    locked(condition::signalAll);
    for (var waiter : waiters) {
      assertTrue(waiter.result());
    }
  }

  @Test
  void aSignalThatNobodyWaitsForIsGone() throws Exception {
    locked(condition::signal);
    locked(() -> assertFalse(condition.await(Duration.ofMillis(1))));
  }

  @Test
  void anInterruptedWaiterThrowsWithTheLockHeldAndTheNextIsSignalled() throws Exception {
    var waiters = waiters(2);
    waiters.get(0).interrupt();
    waiters.get(0).failure(InterruptedException.class); // and not that of its unlock
    assertEquals(1, condition.waiters());
    locked(condition::signal);
    waiters.get(1).result();
    assertEquals(List.of(1), woken);
  }

  @Test
  void aSignalThatMeetsAnInterruptionReachesOneThatReturns() throws Exception {
    for (int round = 0; round < 50; round++) {
      var returned = new AtomicInteger();
      Call call =
          () -> {
            try {
              condition.await();
              returned.incrementAndGet();
            } catch (InterruptedException e) {
              // it was not signalled
            }
          };
      var waiters = List.of(awaiting(call), awaiting(call));
      var interrupter =
          run(
              () -> {
                waiters.get(0).interrupt();
                return true;
              });
      locked(condition::signal);
      interrupter.result();
      waiters.get(0).result();
      if (returned.get() == 0) {
        waiters.get(1).result();
      }
      assertEquals(1, returned.get());
      locked(condition::signalAll);
      waiters.get(1).result();
    }
  }

  @Test
  void awaitUntilLooksAtItsPredicateNowAndAfterEachSignal() throws Exception {
    var looks = new AtomicInteger();
    var waiter = awaiting(() -> condition.awaitUntil(() -> looks.incrementAndGet() == 3));
    assertEquals(1, looks.get());
    locked(condition::signal);
    awaitWaitersAndLooks(looks, 2);
    locked(condition::signal);
    waiter.result();
    assertEquals(3, looks.get());
  }

  private void awaitWaitersAndLooks(AtomicInteger looks, int count) {
    while (looks.get() < count || condition.waiters() == 0) {
      Thread.onSpinWait();
    }
  }

  @Test
  void waitsThatTakeTooLongSaySo() throws Exception {
    locked(
        () -> {
          assertFalse(condition.await(Duration.ofMillis(1)));
          assertFalse(condition.await(Duration.ZERO));
          assertFalse(condition.await(Duration.ofSeconds(Long.MIN_VALUE)));
          assertFalse(condition.awaitUntil(() -> false, Duration.ofMillis(1)));
          assertFalse(condition.awaitUntil(() -> false, Duration.ZERO));
          assertFalse(condition.awaitUntil(() -> false, Duration.ofSeconds(Long.MIN_VALUE)));
          assertTrue(condition.awaitUntil(() -> true, Duration.ZERO));
          assertEquals(0, condition.waiters());
        });
  }

  @Test
  void theLongestTimeoutsNeverEnd() throws Exception {
    var longest = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);
    var met = new AtomicBoolean();
    var first = awaiting(() -> assertTrue(condition.await(longest)));
    var second = awaiting(() -> assertTrue(condition.awaitUntil(met::get, longest)));
    met.set(true);
    locked(condition::signalAll);
    first.result();
    second.result();
  }

  @Test
  void aPredicateThatThrowsLeavesTheLockHeldAndTheConditionUsable() throws Exception {
    locked( // whose unlock is refused if it is not held
        () ->
            assertThrows(
                StackOverflowError.class,
                () ->
                    condition.awaitUntil(
                        () -> {
                          throw new StackOverflowError("mine");
                        })));
    var waiters = waiters(1);
    locked(condition::signal);
    waiters.get(0).result();
  }

  @Test
  void aThreadThatComesInterruptedDoesNotWait() throws Exception {
    locked(
        () -> {
          assertInterrupted(condition::await);
          assertInterrupted(() -> condition.await(Duration.ofHours(1)));
          assertInterrupted(() -> condition.awaitUntil(() -> false));
          assertInterrupted(() -> condition.awaitUntil(() -> false, Duration.ofHours(1)));
        });
    assertEquals(0, condition.waiters());
  }

  @Test
  void withoutTheLockEveryCallIsRefused() {
    var hour = Duration.ofHours(1);
    assertThrows(IllegalMonitorStateException.class, condition::await);
    assertThrows(IllegalMonitorStateException.class, () -> condition.await(hour));
    assertThrows(IllegalMonitorStateException.class, () -> condition.awaitUntil(() -> true));
    assertThrows(IllegalMonitorStateException.class, () -> condition.awaitUntil(() -> true, hour));
    assertThrows(IllegalMonitorStateException.class, condition::signal);
    assertThrows(IllegalMonitorStateException.class, () -> condition.signal(0));
    assertThrows(IllegalMonitorStateException.class, condition::signalAll);
  }

  @Test
  void badArgumentsAreRefused() throws Exception {
    locked(
        () -> {
          var refusal =
              assertThrows(IllegalArgumentException.class, () -> condition.signal(-1)).getMessage();
          assertTrue(refusal.contains("-1"), refusal);
          assertThrows(NullPointerException.class, () -> condition.awaitUntil(null));
          assertThrows(NullPointerException.class, () -> condition.await(null));
        });
  }
}
