package dev.tandem.interop.samples.launcher;

import dev.tandem.samples.Module;
import dev.tandem.samples.Sample;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tandem run}. */
@Command(
    name = "run",
    header = "Run a sample.",
    customSynopsis = "tandem run <id> [--in threads|coroutines|interop] [sample options]",
    footer = {"", "'tandem run <id> --help' shows a sample's options; all have --speed N."})
final class RunCommand extends SampleCommand {
  @Option(
      names = "--in",
      paramLabel = "MODULE",
      description =
          "The module to run it in: ${COMPLETION-CANDIDATES}"
              + " (default: the first of these that has the sample).")
  private Module module;

  @Override
  int perform(List<Sample> brothers) {
    return pick(brothers).commandLine(commandName()).execute(options());
  }

  private Sample pick(List<Sample> brothers) {
    return brothers.stream()
        .filter(sample -> module == null || sample.module() == module)
        .findFirst()
        .orElseThrow(
            () ->
                misuse(
                    "%s has no sample '%s'".formatted(module, brothers.get(0).id()),
                    Catalogue.modules(brothers).stream()
                        .map(Module::toString)
                        .collect(Collectors.joining(" and ", "It is in ", "."))));
  }
}
