package dev.tandem.threads.processes;

/**
 * A thread of a {@link ProcessPool}. It has nothing of the thread that happened to start it: it is
 * no daemon, of normal priority, in the topmost group, with the pool's class loader, and without
 * inherited thread-locals. So a task that a daemon thread submitted keeps the JVM alive like any
 * other.
 */
final class PoolThread extends Thread {
  /*
   * An interruption closes the channel that the thread waits on, which would cost a task its
   * process. Others know the thread only from a callback that ran here, and so it is callbacks alone
   * that can be interrupted.
   */
  private final Object lock = new Object();
  private boolean runsCallbacks;

  PoolThread(Runnable body, String name, ClassLoader loader) {
    super(topmostGroup(), body, name, 0, false);
    setDaemon(false);
    setPriority(NORM_PRIORITY);
    setContextClassLoader(loader);
  }

  /** Another group may end before the pool does, and then take no more threads. */
  private static ThreadGroup topmostGroup() {
    var group = currentThread().getThreadGroup();
    while (group.getParent() != null) {
      group = group.getParent();
    }
    return group;
  }

  /**
   * Runs foreign code on this thread. An interruption that is still there at its end is cleared.
   */
  static void runCallbacks(Runnable callbacks) {
    if (currentThread() instanceof PoolThread thread) {
      thread.run(callbacks);
    } else {
      callbacks.run();
    }
  }

  private void run(Runnable callbacks) {
    setRunsCallbacks(true);
    try {
      callbacks.run();
    } finally {
      setRunsCallbacks(false);
      interrupted();
    }
  }

  private void setRunsCallbacks(boolean now) {
    synchronized (lock) {
      runsCallbacks = now;
    }
  }

  /** Interrupts the callback that runs here, if one does. */
  @Override
  public void interrupt() {
    synchronized (lock) {
      if (runsCallbacks) {
        super.interrupt();
      }
    }
  }
}
