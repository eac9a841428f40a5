package dev.tandem.coroutines.internal;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** Who woke whom. The threads' library has an event of this name as well. */
@Name("dev.tandem.Wake")
@Label("Wake")
@Description("A waiter was woken")
@Category("Tandem")
@Enabled(false)
@StackTrace(false)
final class WakeEvent extends Event {
  private static final WakeEvent PROBE = new WakeEvent();

  @Label("Object")
  @Nullable String object;

  @Label("Kind")
  @Nullable String kind;

  @Label("Waker")
  @Nullable String waker;

  @Label("Waker's Coroutine")
  @Description("Zero for a thread")
  long wakerCoroutine;

  @Label("Waiter")
  @Nullable String waiter;

  @Label("Waiter's Coroutine")
  @Description("Zero for a thread")
  long waiterCoroutine;

  /** Whether it is recorded now. */
  static boolean isOn() {
    return PROBE.isEnabled();
  }
}
