package dev.tandem.interop.samples.launcher;

import dev.tandem.samples.Misuse;
import dev.tandem.samples.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * A command whose own words are followed by a sample's: the sample's id first, then the sample's
 * options, which only the sample knows.
 */
abstract class SampleCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Unmatched private List<String> words = new ArrayList<>();

  /**
   * Does the command's work.
   *
   * @param brothers the chosen sample, in every module that has it
   * @return the exit code
   */
  abstract int perform(List<Sample> brothers) throws Exception;

  @Override
  public final Integer call() throws Exception {
    if (!words.isEmpty() && List.of("-h", "--help").contains(words.get(0))) {
      spec.commandLine().usage(System.out);
      return CommandLine.ExitCode.OK;
    }
    return perform(brothers());
  }

  private List<Sample> brothers() {
    if (words.isEmpty() || words.get(0).startsWith("-")) {
      throw misuse("name a sample first, then its options", "'tandem list' names them all.");
    }
    var id = words.get(0);
    var samples = Catalogue.load().samples();
    if (!samples.containsKey(id)) {
      throw misuse("there is no sample '" + id + "'", nearest(id, samples.keySet()));
    }
    return samples.get(id);
  }

  /** Asks picocli, which knows how to find the nearest name among subcommands. */
  private static String nearest(String id, Set<String> ids) {
    var commands = new CommandLine(CommandSpec.create());
    ids.forEach(known -> commands.addSubcommand(known, CommandSpec.create()));
    var similar = new UnmatchedArgumentException(commands, List.of(id)).getSuggestions();
    return similar.isEmpty()
        ? "'tandem list' names them all."
        : "Did you mean '" + similar.get(0) + "'?";
  }

  /** The options for the chosen sample. */
  final String[] options() {
    return words.subList(1, words.size()).toArray(String[]::new);
  }

  /** What the sample is called with this command before it. */
  final String commandName() {
    return spec.qualifiedName() + " " + words.get(0);
  }

  final ParameterException misuse(String message, String hint) {
    return new Misuse(spec.commandLine(), message, hint);
  }
}
