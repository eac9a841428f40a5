package dev.tandem.threads.processes;

import dev.tandem.threads.internal.FlightRecording;

/** The end of a worker, for a recording. */
final class RecordedDeath {
  /** The process ended of its own, or was killed from outside. */
  static final String EXITED = "exited";

  /** The pool asked it to end. */
  static final String CLOSED = "closed";

  /** The pool killed it. */
  static final String KILLED = "killed";

  private RecordedDeath() {}

  static boolean isOn() {
    return FlightRecording.isOn() && DeathEvent.isOn();
  }

  static void of(long pid, int worker, int exitValue, String reason) {
    var event = new DeathEvent();
    event.pid = pid;
    event.worker = worker;
    event.exitValue = exitValue;
    event.reason = reason;
    event.commit();
  }
}
