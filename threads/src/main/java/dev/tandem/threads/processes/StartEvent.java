package dev.tandem.threads.processes;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** What a recording has of the start of a worker. */
@Name("dev.tandem.process.Start")
@Label("Process Start")
@Description("From the launch of a worker's process until it is ready for tasks, or has died")
@Category({"Tandem", "Process Pool"})
@Enabled(false)
@StackTrace(false)
final class StartEvent extends Event {
  private static final StartEvent PROBE = new StartEvent();

  @Label("Process Id")
  long pid;

  @Label("Worker")
  @Description("Its number in its pool")
  int worker;

  @Label("Pool")
  @Description("The pool's thread that has the worker")
  @Nullable String pool;

  @Label("Outcome")
  @Nullable String outcome;

  /** Whether it is recorded now. */
  static boolean isOn() {
    return PROBE.isEnabled();
  }
}
