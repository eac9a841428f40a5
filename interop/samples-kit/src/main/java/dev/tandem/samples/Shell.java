package dev.tandem.samples;

import java.io.Console;
import java.util.Locale;
import java.util.function.IntSupplier;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * How the samples and the launcher behave as commands: exit 0 on success, 1 on failure, 2 on
 * misuse, 130 on Ctrl-C, and one line for the user instead of a stack trace.
 */
public final class Shell {
  /** How long Ctrl-C waits for the sample to clean up. */
  private static final long CLEAN_UP_MILLIS = 800;

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
   * Runs a program and ends the JVM with its exit code.
   *
   * <p>On Ctrl-C, or any other request to end, the calling thread is interrupted and given {@value
   * #CLEAN_UP_MILLIS} ms to clean up; the JVM's own exit code, 130 for Ctrl-C, stands.
   *
   * @param program what to run, on this thread
   */
  public static void exit(IntSupplier program) {
    Locale.setDefault(Locale.ROOT); // figures look the same everywhere
    var worker = Thread.currentThread();
    var onTermination = new Thread(() -> interruptAndJoin(worker), "clean-up");
    Runtime.getRuntime().addShutdownHook(onTermination);
    int code = program.getAsInt();
    try {
      Runtime.getRuntime().removeShutdownHook(onTermination);
    } catch (IllegalStateException endingAlready) {
      return;
    }
    System.exit(code);
  }

  /** Tells whether a person follows on a terminal: neither input nor output is redirected. */
  public static boolean isTerminal() {
    var console = System.console();
    if (console == null || Runtime.version().feature() < 22) {
      return console != null;
    }
    try { // since Java 22 there is a console even without a terminal
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }

  private static void interruptAndJoin(Thread worker) {
    worker.interrupt();
    try {
      worker.join(CLEAN_UP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static int reportMisuse(ParameterException misuse) {
    var message = misuse.getMessage().lines().findFirst().orElse("misuse");
    report(misuse.getCommandLine(), message + ". " + hint(misuse));
    return CommandLine.ExitCode.USAGE;
  }

  private static String hint(ParameterException misuse) {
    if (misuse instanceof Misuse known) {
      return known.hint();
    }
    if (misuse instanceof UnmatchedArgumentException unmatched
        && !unmatched.getSuggestions().isEmpty()) {
      return "Did you mean '" + unmatched.getSuggestions().get(0) + "'?";
    }
    return "Try '" + misuse.getCommandLine().getCommandSpec().qualifiedName() + " --help'.";
  }

  private static int reportFailure(Exception failure, CommandLine command) {
    if (failure instanceof InterruptedException) {
      report(command, "interrupted");
      return 130;
    }
    report(command, failure instanceof SampleFailure ? failure.getMessage() : failure.toString());
    return CommandLine.ExitCode.SOFTWARE;
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
