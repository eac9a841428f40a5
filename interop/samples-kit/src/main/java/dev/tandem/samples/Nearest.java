package dev.tandem.samples;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The word that somebody may have meant who typed one that nobody knows. */
public final class Nearest {
  private Nearest() {}

  /**
   * Finds the most similar word, as picocli does for subcommands.
   *
   * @param typed what was typed
   * @param known the words there are
   * @return the most similar of them, if any is similar at all
   */
  public static Optional<String> to(String typed, Collection<String> known) {
    var commands = new CommandLine(CommandSpec.create());
    known.forEach(word -> commands.addSubcommand(word, CommandSpec.create()));
    return new UnmatchedArgumentException(commands, List.of(typed))
        .getSuggestions().stream().findFirst();
  }

  /**
   * Finds the most similar word, as a hint.
   *
   * @param typed what was typed
   * @param known the words there are
   * @param otherwise the hint if none is similar
   * @return a sentence
   */
  public static String hint(String typed, Collection<String> known, String otherwise) {
    return to(typed, known).map(word -> "Did you mean '" + word + "'?").orElse(otherwise);
  }
}
