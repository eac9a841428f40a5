package dev.tandem.threads.processes;

/**
 * Which task a worker's thread runs, so that an interruption meets the task it was meant for, and
 * no other. Tasks are numbered from 1 on, by both sides alike.
 */
final class CurrentTask {
  private final Thread thread = Thread.currentThread();
  private long number;
  private boolean running;
  private long asked;

  /**
   * The next task is in hand; it may be interrupted from {@link #begin} to {@link #end}. Gives its
   * number.
   */
  synchronized long next() {
    return ++number;
  }

  synchronized void begin() {
    running = true;
    if (asked == number) {
      thread.interrupt();
    }
  }

  synchronized void end() {
    running = false;
    Thread.interrupted(); // it was the task's, or came too late for it
  }

  /** Asks the task of this number to end, or will when it begins. */
  synchronized void interrupt(long asked) {
    this.asked = asked;
    if (running && asked == number) {
      thread.interrupt();
    }
  }
}
