package dev.tandem.threads.processes;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** What a recording has of the end of a worker. */
@Name("dev.tandem.process.Death")
@Label("Process Death")
@Description("A worker's process has ended")
@Category({"Tandem", "Process Pool"})
@Enabled(false)
@StackTrace(false)
final class DeathEvent extends Event {
  private static final DeathEvent PROBE = new DeathEvent();

  @Label("Process Id")
  long pid;

  @Label("Worker")
  @Description("Its number in its pool")
  int worker;

  @Label("Exit Value")
  @Description("128 and the signal's number if a signal killed it")
  int exitValue;

  @Label("Reason")
  @Nullable String reason;

  /** Whether it is recorded now. */
  static boolean isOn() {
    return PROBE.isEnabled();
  }
}
