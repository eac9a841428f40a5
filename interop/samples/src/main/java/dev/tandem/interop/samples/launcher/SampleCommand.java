package dev.tandem.interop.samples.launcher;

import dev.tandem.interop.samples.catalogue.Catalogue;
import dev.tandem.interop.samples.catalogue.Catalogue.Entry;
import dev.tandem.samples.Suggestion;
import dev.tandem.samples.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
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
  private static final Set<String> HELP = Set.of("-h", "--help");

  private static final String NAMES_THEM_ALL = "'tandem list' names them all.";

  @Spec private CommandSpec spec;

  @Unmatched private List<String> words = new ArrayList<>();

  /**
   * Does the command's work.
   *
   * @param brothers the chosen sample, in every module that has it
   * @return the exit code
   */
  abstract int perform(List<Entry> brothers) throws Exception;

  @Override
  public final Integer call() throws Exception {
    return !words.isEmpty() && HELP.contains(words.get(0)) ? help() : perform(brothers());
  }

  /** Shows the command's own help. */
  final int help() {
    spec.commandLine().usage(System.out);
    return CommandLine.ExitCode.OK;
  }

  /** Whether help is asked for behind the sample's id. */
  final boolean isHelpAsked() {
    return Stream.of(options()).anyMatch(HELP::contains);
  }

  private List<Entry> brothers() {
    if (words.isEmpty() || words.get(0).startsWith("-")) {
      throw misuse("name a sample first, then its options", NAMES_THEM_ALL);
    }
    var id = words.get(0);
    var samples = Catalogue.load().samples();
    if (!samples.containsKey(id)) {
      throw misuse(
          "there is no sample '" + id + "'", Suggestion.hint(id, samples.keySet(), NAMES_THEM_ALL));
    }
    return samples.get(id);
  }

  /** The options for the chosen sample. */
  final String[] options() {
    return words.subList(1, words.size()).toArray(String[]::new);
  }

  /** Refuses options of the chosen sample, where it is not run. */
  final void refuseOptions() {
    if (options().length > 0) {
      throw new UnmatchedArgumentException(spec.commandLine(), List.of(options()));
    }
  }

  /** What the sample is called with this command before it. */
  final String commandName() {
    return spec.qualifiedName() + " " + words.get(0);
  }

  final ParameterException misuse(String message, String hint) {
    return new UsageException(spec.commandLine(), message, hint);
  }
}
