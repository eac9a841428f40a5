package dev.tandem.interop;

import java.util.List;

/** What Java calls the state of a face: the names that Kotlin has, without {@code get}. */
final class FaceNames {
  private FaceNames() {}

  static List<Object> of(
      BlockingEvent event,
      BlockingCondition condition,
      BlockingSemaphore semaphore,
      BlockingBarrier barrier) {
    return List.of(
        event.isSet(),
        event.waiters(),
        condition.waiters(),
        semaphore.availablePermits(),
        barrier.parties(),
        barrier.waiting(),
        barrier.isBroken());
  }
}
