package dev.tandem.interop.samples.launcher;

import dev.tandem.interop.samples.cluster.MemberCommand;
import dev.tandem.interop.samples.serve.ServeCommand;
import dev.tandem.samples.Shell;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The {@code tandem} command. */
@Command(
    name = "tandem",
    header = "asyncio's toolbox for the JVM: run the samples, compare threads and coroutines.",
    versionProvider = Tandem.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ListCommand.class,
      ShowCommand.class,
      RunCommand.class,
      CompareCommand.class,
      TimelineCommand.class,
      ServeCommand.class,
      MemberCommand.class,
      HelpCommand.class
    })
public final class Tandem implements Runnable {
  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version.")
  private boolean version;

  private Tandem() {}

  /** Without a command, shows what commands there are. */
  @Override
  public void run() {
    spec.commandLine().usage(System.out);
  }

  /** The whole command line. */
  static CommandLine commandLine() {
    return Shell.configure(new CommandLine(new Tandem()));
  }

  /**
   * Runs the command and ends the JVM with its exit code.
   *
   * @param args see {@code tandem --help}
   */
  public static void main(String[] args) {
    Shell.exit(() -> commandLine().execute(args));
  }

  /** Tells the version that the jar was built as. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      var version = Tandem.class.getPackage().getImplementationVersion();
      return new String[] {"tandem " + (version == null ? "(not from a jar)" : version)};
    }
  }
}
