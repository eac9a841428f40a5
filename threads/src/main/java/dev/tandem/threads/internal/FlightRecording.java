package dev.tandem.threads.internal;

import jdk.jfr.FlightRecorder;

/**
 * Whether this JVM's Flight Recorder is in use: what is asked before any class of an event is
 * loaded. A JVM, or an image made by {@code jlink}, may have no Flight Recorder at all.
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

  /**
   * Tells whether the recorder is in use.
   *
   * @return false if there is none, or none has recorded yet
   */
  public static boolean isOn() {
    return AVAILABLE && FlightRecorder.isInitialized();
  }
}
