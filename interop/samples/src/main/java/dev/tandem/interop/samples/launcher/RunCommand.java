package dev.tandem.interop.samples.launcher;

import dev.tandem.interop.samples.launcher.Catalogue.Entry;
import dev.tandem.samples.Module;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tandem run}. */
@Command(
    name = "run",
    header = "Run a sample.",
    customSynopsis =
        "tandem run <id> [--in threads|coroutines|interop] [--timeline FILE] [sample options]",
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
  int perform(List<Entry> brothers) {
    return pick(brothers).create().commandLine(commandName()).execute(options());
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
