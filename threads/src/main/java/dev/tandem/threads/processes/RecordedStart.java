package dev.tandem.threads.processes;

import dev.tandem.threads.internal.FlightRecording;

/** The start of a worker, for a recording. */
final class RecordedStart {
  private final StartEvent event = new StartEvent();

  RecordedStart(int worker) {
    event.worker = worker;
    event.pool = Thread.currentThread().getName();
    event.begin();
  }

  static boolean isOn() {
    return FlightRecording.isOn() && StartEvent.isOn();
  }

  void end(long pid, boolean isReady) {
    event.pid = pid;
    event.outcome = isReady ? "ready" : "died";
    event.commit();
  }
}
