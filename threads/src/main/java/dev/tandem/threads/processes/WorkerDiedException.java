package dev.tandem.threads.processes;

import java.io.Serial;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The process that ran a task of a {@link ProcessPool} ended before the task did: it exited, it
 * crashed, it was out of memory, or it was killed. Or it ended before it could take one.
 */
public final class WorkerDiedException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  /** The process's id. */
  private final long pid;

  /** What it ended with; null if it had not ended. */
  private final @Nullable Integer exitValue;

  /** The end of its standard error. */
  private final String errorTail;

  WorkerDiedException(Reply.Died death) {
    super("worker process " + death.pid() + " " + end(death.exitValue()) + tail(death.errorTail()));
    pid = death.pid();
    exitValue = death.exitValue().isPresent() ? death.exitValue().getAsInt() : null;
    errorTail = death.errorTail();
  }

  private static String end(OptionalInt exitValue) {
    if (exitValue.isEmpty()) {
      return "hung up, and would not end";
    }
    int value = exitValue.getAsInt();
    return "ended with exit value "
        + value
        + (value > 128 && value <= 128 + 64 ? ", as by signal " + (value - 128) : "");
  }

  private static String tail(String errorTail) {
    return errorTail.isBlank() ? "" : "; its last words:\n" + errorTail.stripTrailing();
  }

  /**
   * Which process it was.
   *
   * @return its id
   */
  public long pid() {
    return pid;
  }

  /**
   * What the process ended with. By custom, more than 128 stands for the number of a signal: 137
   * for 9, {@code SIGKILL}. A JVM that is out of memory ends with 3.
   *
   * @return its exit value; empty if it had not ended seconds after it hung up
   */
  public OptionalInt exitValue() {
    return exitValue == null ? OptionalInt.empty() : OptionalInt.of(exitValue);
  }

  /**
   * The end of what the process wrote to its standard error in all its life, 8 KiB at most.
   *
   * @return the text; empty if it wrote nothing
   */
  public String errorTail() {
    return errorTail;
  }
}
