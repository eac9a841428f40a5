package dev.tandem.interop.samples.launcher;

import dev.tandem.interop.samples.catalogue.Catalogue;
import dev.tandem.interop.samples.catalogue.Catalogue.Entry;
import dev.tandem.samples.CapturedOutput;
import dev.tandem.samples.Module;
import dev.tandem.samples.OutputComparison;
import dev.tandem.samples.Sample;
import dev.tandem.samples.SampleException;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tandem run}. */
@Command(
    name = "run",
    header = "Run a sample.",
    customSynopsis = {
      "tandem run <id> [--in threads|coroutines|interop] [--json] [--timeline FILE]",
      "                [sample options]"
    },
    footer = {"", "'tandem run <id> --help' shows a sample's options; all have --speed N."})
final class RunCommand extends RecordedCommand {
  @Option(
      names = "--in",
      paramLabel = "MODULE",
      description =
          "The module to run it in: ${COMPLETION-CANDIDATES}"
              + " (default: the first of these that has the sample).")
  private Module module;

  @Option(
      names = "--json",
      description = "Print what the sample printed as JSON, once it has ended, and nothing else.")
  private boolean json;

  /**
   * What a run came to.
   *
   * @param sample the sample's id
   * @param module the module it ran in
   * @param seconds how long it took
   * @param output the lines that it printed
   * @param failure why it failed, or {@code null} if it did not
   */
  private record Result(
      String sample, Module module, double seconds, List<String> output, String failure) {}

  @Override
  int play(List<Entry> brothers) throws Exception {
    var sample = pick(brothers).create();
    var commandLine = sample.commandLine(commandName());
    if (!json || commandLine.parseArgs(options()).isUsageHelpRequested()) {
      return commandLine.execute(options());
    }
    var result = play(sample);
    System.out.println(Json.write(result));
    if (result.failure != null) {
      throw new SampleException(result.failure);
    }
    return CommandLine.ExitCode.OK;
  }

  private static Result play(Sample sample) throws InterruptedException {
    long start = System.nanoTime();
    try (var output = CapturedOutput.start()) {
      String failure = null;
      try {
        sample.play(sample.stage().unwatched());
      } catch (InterruptedException e) {
        throw e;
      } catch (Exception e) {
        failure = e instanceof SampleException ? e.getMessage() : e.toString();
      }
      var seconds = OutputComparison.seconds(Duration.ofNanos(System.nanoTime() - start));
      return new Result(sample.id(), sample.module(), seconds, output.lines(), failure);
    }
  }

  private Entry pick(List<Entry> brothers) {
    return brothers.stream()
        .filter(sample -> module == null || sample.module() == module)
        .findFirst()
        .orElseThrow(
            () ->
                misuse(
                    "%s has no sample '%s'".formatted(module, brothers.get(0).id()),
                    "It is in " + String.join(" and ", Catalogue.modules(brothers)) + "."));
  }
}
