package dev.tandem.threads;

import java.nio.file.Files;
import java.util.Comparator;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.function.Executable;

/** What a recording of Java's Flight Recorder has of the library's events. */
public final class FlightRecorded {
  private FlightRecorded() {}

  /** The events of these names, in the order of their ends, that are recorded while body runs. */
  public static List<RecordedEvent> during(Executable body, String... names) throws Throwable {
    try (var recording = new Recording()) {
      for (var name : names) {
        recording.enable(name);
      }
      recording.start();
      body.execute();
      recording.stop();
      var file = Files.createTempFile("tandem", ".jfr");
      try {
        recording.dump(file);
        return RecordingFile.readAllEvents(file).stream()
            .filter(event -> event.getEventType().getName().startsWith("dev.tandem."))
            .sorted(Comparator.comparing(RecordedEvent::getEndTime))
            .toList();
      } finally {
        Files.delete(file);
      }
    }
  }
}
