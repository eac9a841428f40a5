package dev.tandem.coroutines.internal;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** What a recording has of a span in which a traced coroutine ran. */
@Name("dev.tandem.Running")
@Label("Running Coroutine")
@Description("A coroutine ran on a thread")
@Category("Tandem")
@Enabled(false)
@StackTrace(false)
final class RunningEvent extends Event {
  private static final RunningEvent PROBE = new RunningEvent();

  @Label("Coroutine")
  long coroutine;

  @Label("Name")
  @Nullable String name;

  /** Whether it is recorded now. */
  static boolean isOn() {
    return PROBE.isEnabled();
  }
}
