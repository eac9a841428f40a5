package dev.tandem.interop.samples.timeline;

import java.util.List;

/** What a parked thread waits for, told from the class of the object that it is parked on. */
final class ParkedOn {
  private record Known(String part, Activity activity, String label, String about) {}

  /** The first whose part the class's name contains. */
  private static final List<Known> KNOWN =
      List.of(
          waiting("ConditionObject", "condition", "a condition, or a queue that has one"),
          waiting("ConditionNode", "condition", "a condition, or a queue that has one"),
          new Known("ReentrantLock", Activity.BLOCKED, "lock", "a lock that another thread holds"),
          new Known(
              "ReentrantReadWriteLock",
              Activity.BLOCKED,
              "lock",
              "a read-write lock that another thread holds"),
          new Known("StampedLock", Activity.BLOCKED, "lock", "a lock that another thread holds"),
          waiting("Semaphore", "permit", "a semaphore's permit"),
          waiting("CountDownLatch", "latch", "a latch"),
          waiting("CompletableFuture", "future", "a future"),
          waiting("FutureTask", "future", "a future"),
          waiting("SynchronousQueue", "hand-over", "an item handed over"),
          waiting("LinkedTransferQueue", "hand-over", "an item handed over"),
          waiting("Exchanger", "exchange", "an exchange"),
          waiting("Phaser", "phaser", "a phase's end"),
          waiting("ForkJoinPool", "work", "work for this pool's thread"),
          waiting("ForkJoinTask", "task", "a task of a fork-join pool"),
          waiting("CoroutineScheduler", "work", "work for this dispatcher's thread"),
          waiting("BlockingCoroutine", "runBlocking", "coroutines of runBlocking"),
          waiting("DefaultExecutor", "delays", "the next delay's end"),
          waiting("ThreadContainer", "threads", "the end of threads"));

  private ParkedOn() {}

  private static Known waiting(String part, String label, String about) {
    return new Known(part, Activity.WAITING, label, about);
  }

  /**
   * The wait of a thread that was parked.
   *
   * @param type the name of the class of what it was parked on; empty if it was parked on nothing
   */
  static Span span(String type, long start, long end) {
    for (var known : KNOWN) {
      if (type.contains(known.part())) {
        return Span.of(
            known.activity(), start, end, known.label(), known.about() + " (" + type + ")");
      }
    }
    var about = type.isEmpty() ? "somebody who unparks it" : type;
    return Span.of(
        Activity.WAITING, start, end, type.isEmpty() ? "parked" : Words.simpleName(type), about);
  }
}
