package dev.tandem.interop;

import dev.tandem.threads.internal.FlightRecording;

/** What is recorded of the bridge now: to be asked before anything is made for it. */
final class BridgeRecording {
  private BridgeRecording() {}

  static boolean crossings() {
    return FlightRecording.isOn() && CrossingEvent.isOn();
  }

  static boolean cancellations() {
    return FlightRecording.isOn() && CancellationEvent.isOn();
  }
}
