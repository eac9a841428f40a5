package dev.tandem.threads.internal;

/** This thread wakes another one, for a recording. Ask {@link #isOn} before anything is made. */
public final class RecordedWake {
  private RecordedWake() {}

  /**
   * Tells whether it is recorded now who wakes whom.
   *
   * @return false if {@link #of} need not be called
   */
  public static boolean isOn() {
    return FlightRecording.isOn() && WakeEvent.isOn();
  }

  /**
   * Records that this thread wakes {@code waiter}.
   *
   * @param object the name of what is waited for
   * @param kind how it is waited for
   * @param waiter the thread that waits
   */
  public static void of(String object, String kind, Thread waiter) {
    var event = new WakeEvent();
    event.object = object;
    event.kind = kind;
    event.waker = Names.of(Thread.currentThread());
    event.waiter = Names.of(waiter);
    event.commit();
  }
}
