package dev.tandem.interop;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** What a recording has of a cancellation that went over the bridge. */
@Name("dev.tandem.Cancellation")
@Label("Bridge Cancellation")
@Description("A cancellation went from a thread to a coroutine, or the other way")
@Category("Tandem")
@Enabled(false)
@StackTrace(false)
final class CancellationEvent extends Event {
  private static final CancellationEvent PROBE = new CancellationEvent();

  @Label("Call")
  @Nullable String call;

  @Label("Reason")
  @Nullable String reason;

  @Label("Action")
  @Nullable String action;

  @Label("Target")
  @Nullable String target;

  /** Whether it is recorded now. */
  static boolean isOn() {
    return PROBE.isEnabled();
  }
}
