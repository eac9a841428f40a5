package dev.tandem.interop.samples.launcher;

import dev.tandem.interop.samples.catalogue.Catalogue.Entry;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tandem compare}. */
@Command(
    name = "compare",
    header = "Run a sample in every module that has it, and show the results side by side.",
    customSynopsis = "tandem compare <id> [--json] [--timeline FILE] [sample options]",
    footer = {"", "'tandem run <id> --help' shows a sample's options; all have --speed N."})
final class CompareCommand extends RecordedCommand {
  @Option(names = "--json", description = "Print the comparison as JSON, and nothing else.")
  private boolean json;

  /** Sets the same options on every brother, then lets the first compare them all. */
  @Override
  int play(List<Entry> entries) throws Exception {
    var brothers = entries.stream().map(Entry::create).toList();
    for (var brother : brothers) {
      var commandLine = brother.commandLine(commandName());
      if (commandLine.parseArgs(options()).isUsageHelpRequested()) {
        commandLine.usage(System.out);
        return CommandLine.ExitCode.OK;
      }
    }
    var first = brothers.get(0);
    var stage = json ? first.stage().withWidth(Integer.MAX_VALUE) : first.stage();
    var comparison = first.compare(brothers, stage);
    if (json) {
      System.out.println(Json.write(comparison.data()));
    } else {
      comparison.print(stage);
    }
    comparison.check();
    return CommandLine.ExitCode.OK;
  }
}
