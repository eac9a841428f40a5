package dev.tandem.interop.samples.play;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What a process that plays a side says of it, a line of JSON each. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Report.Line.class, name = "line"),
  @JsonSubTypes.Type(value = Report.Recorded.class, name = "recorded"),
  @JsonSubTypes.Type(value = Report.Diagnosed.class, name = "diagnosed"),
  @JsonSubTypes.Type(value = Report.Ended.class, name = "ended")
})
public sealed interface Report {
  /**
   * A line was printed.
   *
   * @param seconds how long after the start
   * @param text the line
   */
  record Line(double seconds, String text) implements Report {}

  /**
   * What has run so far is recorded in a file.
   *
   * @param file the flight recording
   * @param last whether the side has ended
   */
  record Recorded(String file, boolean last) implements Report {}

  /**
   * The compiler has something to say.
   *
   * @param line the line of the lesson, from 1; 0 if it is none
   * @param column the column, from 1; 0 if it is none
   * @param error whether it compiles nothing because of this
   * @param message what it says
   */
  record Diagnosed(long line, long column, boolean error, String message) implements Report {}

  /**
   * The side is over; nothing follows.
   *
   * @param seconds how long after the start
   * @param how how it ended
   * @param message why, if it is worth saying, or else null
   */
  record Ended(double seconds, How how, String message) implements Report {}

  /** How a side can end by itself. */
  enum How {
    /** It has done what it does. */
    DONE,
    /** It threw an exception, or its result is a failure. */
    FAILED,
    /** It was interrupted. */
    STOPPED,
    /** Its options cannot be used. */
    REFUSED
  }
}
