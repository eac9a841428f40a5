package dev.tandem.samples;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * How the samples and the launcher behave as commands: exit 0 on success, 1 on failure, 2 on
 * misuse, 130 on Ctrl-C, and one line for the user instead of a stack trace.
 */
public final class Shell {
  /** How long Ctrl-C waits for the sample to clean up. */
  private static final long CLEAN_UP_MILLIS = 800;

  private static final int INTERRUPTED = 130;

  /** Set once the JVM was asked to end: whatever fails from then on fails because of that. */
  private static volatile boolean ending;

  private Shell() {}

  /**
   * Gives a command line, and its subcommands, this behaviour.
   *
   * @param commandLine the command line to configure
   * @return the same command line
   */
  public static CommandLine configure(CommandLine commandLine) {
    return commandLine
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true)
        .setParameterExceptionHandler((misuse, args) -> reportMisuse(misuse))
        .setExecutionExceptionHandler(
            (failure, command, result) -> reportFailure(failure, command));
  }

  /**
   * Runs a program and ends the JVM with its exit code, which is 1 for a program that throws.
   *
   * <p>On Ctrl-C, or any other request to end, the calling thread is interrupted and given {@value
   * #CLEAN_UP_MILLIS} ms to clean up; the JVM's own exit code, 130 for Ctrl-C, stands. Whatever is
   * thrown meanwhile, on any thread, is shown as an interruption or not at all.
   *
   * @param program what to run, on this thread
   */
  public static void exit(IntSupplier program) {
    Locale.setDefault(Locale.ROOT); // figures look the same everywhere
    var worker = Thread.currentThread();
    var onTermination = new Thread(() -> interruptAndJoin(worker), "clean-up");
    try {
      Runtime.getRuntime().addShutdownHook(onTermination);
      int code = codeOf(program);
      Runtime.getRuntime().removeShutdownHook(onTermination);
      System.exit(code);
    } catch (IllegalStateException endingAlready) {
      // as the JVM does, with its own exit code
    }
  }

  private static int codeOf(IntSupplier program) {
    try {
      return program.getAsInt();
    } catch (Throwable e) { // what picocli lets through: errors, as it catches exceptions
      System.err.println(ending ? "interrupted" : oneLine(e.toString()));
      return CommandLine.ExitCode.SOFTWARE;
    }
  }

  private static void interruptAndJoin(Thread worker) {
    ending = true;
    Thread.setDefaultUncaughtExceptionHandler((thread, deathIsNoNews) -> {});
    worker.interrupt();
    try {
      worker.join(CLEAN_UP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static int reportMisuse(ParameterException misuse) {
    if (ending) {
      return reportInterruption(misuse.getCommandLine());
    }
    report(misuse.getCommandLine(), message(misuse) + ". " + hint(misuse));
    return CommandLine.ExitCode.USAGE;
  }

  private static String message(ParameterException misuse) {
    var values = values(misuse);
    return values.isEmpty()
        ? oneLine(misuse.getMessage()).replaceFirst("[.]+$", "")
        : "%s: '%s' is none of %s"
            .formatted(
                ((OptionSpec) misuse.getArgSpec()).longestName(),
                misuse.getValue(),
                String.join(", ", values));
  }

  private static String hint(ParameterException misuse) {
    if (misuse instanceof UsageException known) {
      return known.hint();
    }
    var help = "Try '" + misuse.getCommandLine().getCommandSpec().qualifiedName() + " --help'.";
    if (misuse instanceof UnmatchedArgumentException unmatched) {
      return unmatched.getSuggestions().isEmpty()
          ? Suggestion.hint(unmatched.getUnmatched().get(0), words(misuse.getCommandLine()), help)
          : "Did you mean '" + unmatched.getSuggestions().get(0) + "'?";
    }
    var values = values(misuse);
    return values.isEmpty() ? help : Suggestion.hint(misuse.getValue(), values, help);
  }

  /** The words that a command knows. */
  private static Set<String> words(CommandLine command) {
    var words = new TreeSet<>(command.getSubcommands().keySet());
    words.addAll(command.getCommandSpec().optionsMap().keySet());
    return words;
  }

  /** The values that the misused option takes, if they are so few that it names them. */
  private static List<String> values(ParameterException misuse) {
    var values = new ArrayList<String>();
    if (misuse.getValue() != null
        && misuse.getArgSpec() instanceof OptionSpec option
        && option.completionCandidates() != null) {
      option.completionCandidates().forEach(values::add);
    }
    return values;
  }

  private static int reportFailure(Exception failure, CommandLine command) {
    if (ending || failure instanceof InterruptedException) {
      return reportInterruption(command);
    }
    var message = failure instanceof SampleException ? failure.getMessage() : failure.toString();
    report(command, oneLine(message));
    return CommandLine.ExitCode.SOFTWARE;
  }

  private static int reportInterruption(CommandLine command) {
    report(command, "interrupted");
    return INTERRUPTED;
  }

  private static String oneLine(String message) {
    return message.strip().lines().map(String::strip).collect(Collectors.joining(" "));
  }

  private static void report(CommandLine command, String line) {
    command
        .getErr()
        .println(
            command
                .getColorScheme()
                .errorText(command.getCommandSpec().qualifiedName() + ": " + line));
    command.getErr().flush();
  }
}
