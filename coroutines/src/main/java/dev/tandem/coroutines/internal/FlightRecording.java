package dev.tandem.coroutines.internal;

import jdk.jfr.FlightRecorder;

/**
 * What this JVM's Flight Recorder records now: to be asked before anything is made for it. Until
 * the recorder is in use, no class of an event is loaded. A JVM, or an image made by {@code jlink},
 * may have no Flight Recorder at all.
 */
public final class FlightRecording {
  private static final boolean AVAILABLE = isAvailable();

  private FlightRecording() {}

  private static boolean isAvailable() {
    try {
      FlightRecorder.isInitialized();
      return true;
    } catch (LinkageError absent) {
      return false;
    }
  }

  private static boolean isOn() {
    return AVAILABLE && FlightRecorder.isInitialized();
  }

  /**
   * Tells whether waits are recorded.
   *
   * @return false if no wait need be told of
   */
  public static boolean waits() {
    return isOn() && WaitEvent.isOn();
  }

  /**
   * Tells whether it is recorded who wakes whom.
   *
   * @return false if it need not be told
   */
  public static boolean wakes() {
    return isOn() && WakeEvent.isOn();
  }

  /**
   * Tells whether it is recorded where traced coroutines run.
   *
   * @return false if it need not be told
   */
  public static boolean spans() {
    return isOn() && RunningEvent.isOn();
  }
}
