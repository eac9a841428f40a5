package dev.tandem.interop;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** What a recording has of a call over the bridge. */
@Name("dev.tandem.Crossing")
@Label("Bridge Crossing")
@Description("A thread waited for a coroutine, or a coroutine for a thread or a future")
@Category("Tandem")
@Enabled(false)
@StackTrace(false)
final class CrossingEvent extends Event {
  private static final CrossingEvent PROBE = new CrossingEvent();

  @Label("Direction")
  @Nullable String direction;

  @Label("Call")
  @Nullable String call;

  @Label("Caller")
  @Nullable String caller;

  @Label("Coroutine")
  @Description("Zero if the caller is a thread")
  long coroutine;

  @Label("Outcome")
  @Nullable String outcome;

  /** Whether it is recorded now. */
  static boolean isOn() {
    return PROBE.isEnabled();
  }
}
