package dev.tandem.threads.internal;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/**
 * What a recording has of one wait, also of a thread that waits at one of the bridge's faces. The
 * coroutines' library has an event of this name as well.
 */
@Name("dev.tandem.Wait")
@Label("Wait")
@Description("A thread or a coroutine waited for an object")
@Category("Tandem")
@Enabled(false)
@StackTrace(false)
final class WaitEvent extends Event {
  private static final WaitEvent PROBE = new WaitEvent();

  @Label("Object")
  @Nullable String object;

  @Label("Kind")
  @Nullable String kind;

  @Label("Waiter")
  @Nullable String waiter;

  @Label("Coroutine")
  @Description("Zero for a thread")
  long coroutine;

  @Label("Outcome")
  @Nullable String outcome;

  @Label("Begin Thread")
  @Description("Where the wait began, if it did not end there")
  @Nullable Thread beginThread;

  /** Whether it is recorded now. */
  static boolean isOn() {
    return PROBE.isEnabled();
  }
}
