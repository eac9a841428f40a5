package dev.tandem.interop.samples.launcher;

import dev.tandem.interop.samples.timeline.Limits;
import dev.tandem.interop.samples.timeline.RecordedRun;
import dev.tandem.interop.samples.timeline.Timeline;
import dev.tandem.interop.samples.timeline.TimelineFormat;
import dev.tandem.samples.SampleException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * The file that a timeline is drawn into.
 *
 * @param path where it is
 * @param format as its ending says
 */
record TimelineFile(Path path, TimelineFormat format) {
  /** Refuses a file whose ending says nothing. */
  static final class Converter implements ITypeConverter<TimelineFile> {
    @Override
    public TimelineFile convert(String value) {
      var path = Path.of(value);
      var format =
          TimelineFormat.of(path)
              .orElseThrow(
                  () ->
                      new TypeConversionException(
                          "'%s' does not end in %s"
                              .formatted(value, String.join(" or ", TimelineFormat.endings()))));
      return new TimelineFile(path, format);
    }
  }

  /**
   * Runs something, and draws it, also if it fails or is interrupted. What is said of the picture
   * is said on standard error: the output is the sample's.
   *
   * @return what it returns
   * @throws SampleException if it cannot be recorded or drawn, and did not fail itself
   */
  int of(String title, Callable<Integer> run) throws Exception {
    requireFolder();
    try (var recorded = start()) {
      Exception failure = null;
      int exitCode = 0;
      try {
        exitCode = run.call();
      } catch (Exception e) {
        failure = e;
      }
      boolean interrupted = Thread.interrupted(); // or else the file would not be written
      try {
        write(recorded.stop(title, format.limits(Limits.USUAL_LANES)), System.err);
      } catch (IOException | SampleException e) {
        failure = failure == null ? new SampleException("no timeline: " + e.getMessage()) : failure;
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      if (failure != null) {
        throw failure;
      }
      return exitCode;
    }
  }

  private static RecordedRun start() throws SampleException {
    try {
      return RecordedRun.start();
    } catch (IOException e) {
      throw new SampleException("cannot record: " + e.getMessage());
    }
  }

  private void requireFolder() throws SampleException {
    var folder = path.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new SampleException("there is no folder " + folder + " for the timeline");
    }
  }

  /**
   * Writes the timeline, and says what it shows and what it leaves out.
   *
   * @throws SampleException if it cannot be written
   */
  void write(Timeline timeline, PrintStream told) throws SampleException {
    try {
      format.write(timeline, path);
    } catch (NoSuchFileException e) {
      throw new SampleException("cannot write " + path + ": there is no such folder");
    } catch (AccessDeniedException e) {
      throw new SampleException("cannot write " + path + ": access is denied");
    } catch (IOException e) {
      throw new SampleException("cannot write " + path + ": " + e.getMessage());
    }
    told.println("timeline: " + path + ", " + timeline.summary());
    timeline.leftOut().forEach(told::println);
  }
}
