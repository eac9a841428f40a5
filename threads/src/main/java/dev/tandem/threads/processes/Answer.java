package dev.tandem.threads.processes;

import java.util.OptionalInt;

/** What came of giving a worker a task. */
public sealed interface Answer {
  /**
   * The task gave a value.
   *
   * @param value the value
   */
  record Value(Object value) implements Answer {}

  /**
   * The task threw, or it or its value could not travel.
   *
   * @param exception what was thrown
   */
  record Failure(Throwable exception) implements Answer {
    /**
     * A failure, or a description in its place if the exception throws as it is asked what it is:
     * each of the JDK's exceptions asks its cause, and so would throw something else instead.
     *
     * @param exception what was thrown
     * @return what to answer
     */
    static Answer orDescription(Throwable exception) {
      try {
        exception.toString();
        return new Failure(exception);
      } catch (Throwable untold) {
        return new Described(Description.of(exception));
      }
    }
  }

  /**
   * The task threw what cannot be had here: its class is missing, or it could not be serialized.
   *
   * @param description what it was
   */
  record Described(Description description) implements Answer {}

  /**
   * The worker's process ended.
   *
   * @param pid its id
   * @param exitValue what it ended with; 128 and the signal's number if a signal killed it; empty
   *     if it is not to be had
   * @param errorTail the end of what it wrote to its standard error
   * @param hadBegun whether the worker had taken the task in hand; if not, no code of it has run
   */
  record Died(long pid, OptionalInt exitValue, String errorTail, boolean hadBegun)
      implements Answer {}
}
