package dev.tandem.threads.processes;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** What a recording has of a task that a worker has run. */
@Name("dev.tandem.process.Task")
@Label("Process Task")
@Description("From sending a task to a worker's process until its reply was read")
@Category({"Tandem", "Process Pool"})
@Enabled(false)
@StackTrace(false)
final class TaskEvent extends Event {
  private static final TaskEvent PROBE = new TaskEvent();

  @Label("Process Id")
  long pid;

  @Label("Worker")
  @Description("Its number in its pool")
  int worker;

  @Label("Task")
  @Description("Counted for each process from 1 on")
  long task;

  @Label("Kind")
  @Nullable String kind;

  @Label("Bytes Out")
  @DataAmount
  long bytesOut;

  @Label("Bytes In")
  @DataAmount
  long bytesIn;

  @Label("Outcome")
  @Nullable String outcome;

  /** Whether it is recorded now. */
  static boolean isOn() {
    return PROBE.isEnabled();
  }
}
