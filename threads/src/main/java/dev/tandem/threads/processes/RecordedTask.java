package dev.tandem.threads.processes;

import dev.tandem.threads.internal.FlightRecording;

/** A task that a worker runs, for a recording. */
final class RecordedTask {
  private final TaskEvent event = new TaskEvent();

  RecordedTask(long pid, int worker, long number, String kind, long bytes) {
    event.pid = pid;
    event.worker = worker;
    event.task = number;
    event.kind = kind;
    event.bytesOut = bytes;
    event.begin();
  }

  static boolean isOn() {
    return FlightRecording.isOn() && TaskEvent.isOn();
  }

  /**
   * Ends it with what came of it, in so many bytes, on a worker that the pool has killed or not.
   */
  void end(Reply reply, boolean isKilled, long bytes) {
    event.bytesIn = bytes;
    event.outcome = outcome(reply, isKilled);
    event.commit();
  }

  private static String outcome(Reply reply, boolean isKilled) {
    if (reply instanceof Reply.Died) {
      return isKilled ? "killed" : "died";
    }
    return reply instanceof Reply.Value ? "value" : "failed";
  }
}
