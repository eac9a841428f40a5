package dev.tandem.threads.processes;

import java.io.Serial;

/**
 * Stands in for what a task of a {@link ProcessPool} threw, if that could not travel: it is not
 * serializable, or its class is missing in this process, or must not be deserialized. It has the
 * stack trace of the original, and a stand-in for each of its causes.
 */
public final class TaskFailedException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  /** The name of the original's class. */
  private final String originalClassName;

  TaskFailedException(ThrowableDescription original) {
    super(
        original.className() + (original.message() == null ? "" : ": " + original.message()),
        original.cause() == null ? null : new TaskFailedException(original.cause()));
    originalClassName = original.className();
    setStackTrace(original.stackTrace());
  }

  /**
   * Which class the original has. Its message is part of this exception's message.
   *
   * @return the class's full name
   */
  public String originalClassName() {
    return originalClassName;
  }
}
