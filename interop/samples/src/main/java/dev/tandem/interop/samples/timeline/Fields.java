package dev.tandem.interop.samples.timeline;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordedThread;

/**
 * An event, read by the names of its fields: one that it lacks, as other versions of the JDK or of
 * the library have other fields, reads as nothing.
 */
record Fields(RecordedEvent event) {
  /** What is not the program's own: below it, the program is. */
  private static final List<String> PLATFORM =
      List.of(
          "java.",
          "javax.",
          "jdk.",
          "sun.",
          "com.sun.",
          "kotlin.",
          "kotlinx.",
          "dev.tandem.threads.",
          "dev.tandem.coroutines.",
          "dev.tandem.interop.");

  private static final String SAMPLES = ".samples.";

  /** Since the epoch, in nanoseconds, which are enough until 2262. */
  static long nanos(Instant time) {
    return ChronoUnit.NANOS.between(Instant.EPOCH, time);
  }

  long start() {
    return nanos(event.getStartTime());
  }

  long end() {
    return Math.max(start(), nanos(event.getEndTime()));
  }

  /** A text, cut where it is too long for a picture; empty if there is none. */
  String text(String name) {
    return value(name, String.class).map(Words::brief).orElse("");
  }

  /** A number, or 0. */
  long number(String name) {
    return value(name, Number.class).map(Number::longValue).orElse(0L);
  }

  boolean flag(String name) {
    return value(name, Boolean.class).orElse(false);
  }

  /** A time in nanoseconds, not positive if there is none. */
  long timespan(String name) {
    if (!event.hasField(name)) {
      return 0;
    }
    var time = event.getDuration(name);
    return time.compareTo(Duration.ofDays(365)) > 0 ? 0 : time.toNanos(); // the longest is "ever"
  }

  /** The name of a class, empty if there is none. */
  String type(String name) {
    return value(name, RecordedClass.class).map(RecordedClass::getName).orElse("");
  }

  Optional<RecordedThread> thread(String name) {
    return value(name, RecordedThread.class);
  }

  /** The thread that the event is of. */
  Optional<RecordedThread> thread() {
    return thread("eventThread");
  }

  private <T> Optional<T> value(String name, Class<T> type) {
    return event.hasField(name)
        ? Optional.ofNullable(event.<Object>getValue(name)).filter(type::isInstance).map(type::cast)
        : Optional.empty();
  }

  /** Where in the program: the first of its own methods on the stack, empty if there is none. */
  String place() {
    if (event.getStackTrace() == null) {
      return "";
    }
    for (var frame : event.getStackTrace().getFrames()) {
      if (frame.isJavaFrame() && isOwn(frame.getMethod())) {
        var method = frame.getMethod();
        return "%s.%s, line %d"
            .formatted(
                Words.simpleName(method.getType().getName()),
                method.getName(),
                frame.getLineNumber());
      }
    }
    return "";
  }

  private static boolean isOwn(RecordedMethod method) {
    var type = method.getType().getName();
    return type.contains(SAMPLES) || PLATFORM.stream().noneMatch(type::startsWith);
  }
}
