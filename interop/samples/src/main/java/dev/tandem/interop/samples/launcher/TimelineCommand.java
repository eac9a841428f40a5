package dev.tandem.interop.samples.launcher;

import dev.tandem.interop.samples.timeline.Limits;
import dev.tandem.interop.samples.timeline.Timeline;
import dev.tandem.interop.samples.timeline.TimelineFormat;
import dev.tandem.samples.AtLeastOne;
import dev.tandem.samples.SampleException;
import dev.tandem.samples.UsageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tandem timeline}. */
@Command(
    name = "timeline",
    header = "Draw a recording of the JDK Flight Recorder: who ran, and who waited for what.",
    footer = {
      "",
      "Any program's recording will do; docs/seeing.md tells how to make a good one.",
      ".json is in the format of Chrome's traces, which ui.perfetto.dev opens."
    })
final class TimelineCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  @Parameters(paramLabel = "RECORDING", description = "The recording, a .jfr file.")
  private Path recording;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      converter = TimelineFile.Converter.class,
      description =
          "The file to draw into: .html, .svg or .json (default: .html beside the recording).")
  private TimelineFile output;

  @Option(
      names = "--lanes",
      paramLabel = "N",
      defaultValue = "" + Limits.USUAL_LANES,
      converter = AtLeastOne.class,
      description = "How many lanes a picture has at the most (default: ${DEFAULT-VALUE}).")
  private int lanes;

  @Override
  public Integer call() throws SampleException {
    var file = output == null ? beside() : output;
    if (file.path().toAbsolutePath().normalize().equals(recording.toAbsolutePath().normalize())) {
      throw new UsageException(
          spec.commandLine(),
          "the timeline would be written over the recording " + recording,
          "Name another file with -o.");
    }
    try {
      var title = String.valueOf(recording.getFileName());
      file.write(Timeline.read(recording, title, file.format().limits(lanes)), System.out);
    } catch (IOException e) {
      throw new SampleException(e.getMessage());
    }
    return CommandLine.ExitCode.OK;
  }

  private TimelineFile beside() {
    var name = String.valueOf(recording.getFileName()).replaceFirst("[.]jfr$", "") + ".html";
    return new TimelineFile(recording.resolveSibling(name), TimelineFormat.HTML);
  }
}
