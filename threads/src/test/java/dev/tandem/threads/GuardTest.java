package dev.tandem.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.fixtures.ThreadKind;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GuardTest {
  private final ReentrantLock lock = new ReentrantLock();

  @Test
  void holdsTheLockUntilTheEndOfTheBlock() {
    try (var held = Guard.hold(lock)) {
      assertTrue(lock.isHeldByCurrentThread());
    }
    assertFalse(lock.isLocked());
  }

  @Test
  void givesTheLockBackOnceHoweverOftenItIsClosed() {
    lock.lock();
    var guard = Guard.hold(lock);
    guard.close();
    guard.close();
    assertTrue(lock.isHeldByCurrentThread());
    lock.unlock();
  }

  @Test
  void givesTheLockBackWhenTheBlockThrows() {
    var failure =
        assertThrows(
            IllegalStateException.class,
            () -> {
              try (var held = Guard.hold(lock)) {
                throw new IllegalStateException("body");
              }
            });
    assertEquals("body", failure.getMessage());
    assertFalse(lock.isLocked());
  }

  @Test
  void anInterruptionDoesNotEndHoldAndStays() throws Exception {
    lock.lock();
    var waiter =
        ThreadKind.PLATFORM
            .start(
                () -> {
                  try (var held = Guard.hold(lock)) {
                    return Thread.currentThread().isInterrupted();
                  }
                })
            .untilItWaits();
    waiter.interrupt();
    lock.unlock();
    assertTrue(waiter.result());
  }

  @Test
  void anInterruptionEndsHoldInterruptiblyWithoutTheLock() throws Exception {
    lock.lock();
    var waiter = ThreadKind.PLATFORM.start(() -> Guard.holdInterruptibly(lock)).untilItWaits();
    waiter.interrupt();
    waiter.failure(InterruptedException.class);
    assertFalse(lock.hasQueuedThreads());
    lock.unlock();
    try (var held = Guard.holdInterruptibly(lock)) {
      assertTrue(lock.isHeldByCurrentThread());
    }
  }

  @Test
  void aMissingLockIsRefusedByName() {
    assertEquals(
        "lock", assertThrows(NullPointerException.class, () -> Guard.hold(null)).getMessage());
    assertEquals(
        "lock",
        assertThrows(NullPointerException.class, () -> Guard.holdInterruptibly(null)).getMessage());
  }

  @Test
  void toStringTellsWhetherTheLockIsHeld() {
    var guard = Guard.hold(new ReentrantLock());
    assertEquals("Guard[held]", guard.toString());
    guard.close();
    assertEquals("Guard[closed]", guard.toString());
  }
}
