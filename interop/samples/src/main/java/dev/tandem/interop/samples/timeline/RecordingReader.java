package dev.tandem.interop.samples.timeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import jdk.jfr.consumer.RecordingFile;

/** Reads a recording's events, one after another. */
final class RecordingReader {
  private RecordingReader() {}

  /**
   * Reads a recording to its end.
   *
   * @throws IOException if there is no such file, or it is no whole recording; its message says so
   */
  static Sightings read(Path file) throws IOException {
    requireReadable(file);
    try (var recording = new RecordingFile(file)) {
      var sightings = new Sightings();
      var jdk = new JdkEvents(sightings);
      var tandem = new TandemEvents(sightings);
      while (recording.hasMoreEvents()) {
        var event = recording.readEvent();
        jdk.accept(event);
        tandem.accept(event);
      }
      tandem.finish();
      return sightings;
    } catch (IOException | RuntimeException e) { // what a damaged file makes the parser throw
      throw new IOException(
          file + " is no whole recording of the JDK Flight Recorder (" + e.getMessage() + ")", e);
    }
  }

  private static void requireReadable(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException(file + " is a folder");
    }
    if (Files.notExists(file)) {
      throw new IOException("there is no file " + file);
    }
    if (!Files.isReadable(file)) {
      throw new IOException(file + " cannot be read: access is denied");
    }
  }
}
