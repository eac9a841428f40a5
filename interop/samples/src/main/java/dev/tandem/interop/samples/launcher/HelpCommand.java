package dev.tandem.interop.samples.launcher;

import dev.tandem.interop.samples.catalogue.Catalogue;
import dev.tandem.samples.Suggestion;
import dev.tandem.samples.UsageException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tandem help}. */
@Command(name = "help", header = "Show what commands there are, or the help of one.")
final class HelpCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  @Parameters(arity = "0..1", paramLabel = "COMMAND", description = "The command to show.")
  private String command;

  @Override
  public void run() {
    var all = spec.parent().commandLine();
    var asked = command == null ? all : all.getSubcommands().get(command);
    if (asked == null) {
      throw new UsageException(
          spec.commandLine(), "there is no command '" + command + "'", hint(all));
    }
    asked.usage(System.out);
  }

  private String hint(CommandLine all) {
    if (Catalogue.load().samples().containsKey(command)) {
      return "Try 'tandem run " + command + " --help'.";
    }
    return Suggestion.hint(command, all.getSubcommands().keySet(), "Try 'tandem --help'.");
  }
}
