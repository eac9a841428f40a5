package dev.tandem.interop.samples.launcher;

import dev.tandem.interop.samples.catalogue.Catalogue.Entry;
import java.util.List;
import picocli.CommandLine.Option;

/** A command that plays a sample, and draws a timeline of it where that is asked for. */
abstract class RecordedCommand extends SampleCommand {
  @Option(
      names = "--timeline",
      paramLabel = "FILE",
      converter = TimelineFile.Converter.class,
      description = "Record what runs and waits, and draw it into this file: .html, .svg or .json.")
  private TimelineFile timeline;

  /**
   * Plays the sample.
   *
   * @param brothers the chosen sample, in every module that has it
   * @return the exit code
   */
  abstract int play(List<Entry> brothers) throws Exception;

  @Override
  final int perform(List<Entry> brothers) throws Exception {
    if (timeline == null) {
      return play(brothers);
    }
    var sample = brothers.get(0);
    return timeline.of(sample.id() + ": " + sample.title(), () -> play(brothers));
  }
}
