package dev.tandem.threads.processes;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.util.concurrent.locks.LockSupport;

/** How a worker's process ends, whatever its tasks have left in it. */
final class WorkerMainExit {
  private static final int SECONDS_FOR_HOOKS = 3;
  private static final int FAILED = 1;

  private WorkerMainExit() {}

  /**
   * Has the process end some seconds after an exit began, even if a hook hangs. An exit may be a
   * task's doing, a signal's, or the end of the pool.
   */
  static void limitExit() {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(WorkerMainExit::startLimit, "tandem-worker-exit"));
  }

  private static void startLimit() {
    var limit = new Thread(WorkerMainExit::haltAfterHooks, "tandem-worker-exit-limit");
    limit.setDaemon(true);
    limit.start();
  }

  private static void haltAfterHooks() {
    long end = System.nanoTime() + SECONDS.toNanos(SECONDS_FOR_HOOKS);
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
      Thread.interrupted(); // a hook that interrupts every thread gains nothing by it
    }
    halt();
  }

  /** Ends the process now. */
  static void halt() {
    try {
      Runtime.getRuntime().halt(FAILED);
    } catch (Throwable refused) { // by a security manager, if the pool's builder allows one
      var outOfMemory =
          new long[Integer.MAX_VALUE]; // which is the end of a worker: see WorkerCommand
      throw new IllegalStateException(outOfMemory.length + " longs would not end it", refused);
    }
  }
}
