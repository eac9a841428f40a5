package dev.tandem.interop.samples.cluster;

import dev.tandem.samples.HostPort;
import dev.tandem.samples.SampleException;
import dev.tandem.samples.Shell;
import dev.tandem.samples.UsageException;
import dev.tandem.threads.Event;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tandem member}. */
@Command(
    name = "member",
    header = "Be a member of a cluster, until Ctrl-C.",
    footer = {
      "",
      "Whoever reaches a member's port and knows the cluster's name can run tasks on it:",
      "leave it on loopback, or see docs/outgrowing-one-machine.md."
    })
public final class MemberCommand implements Callable<Integer> {
  private static final Path STANDARD_INPUT = Path.of("-");
  private static final String NAME = "tandem member";

  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  @Option(
      names = "--join",
      paramLabel = "HOST:PORT",
      split = ",",
      converter = HostPort.class,
      description = "Members of the cluster to join (default: none, be the first).")
  private List<String> join = List.of();

  @Option(
      names = "--cluster-file",
      paramLabel = "FILE",
      description =
          "The file that holds the cluster's name, the secret that lets others in; the first member"
              + " makes it (default: .tandem/cluster in your home). -: standard input's first line.")
  private Path clusterFile = ClusterName.usualFile();

  @Option(
      names = "--bind",
      paramLabel = "HOST",
      defaultValue = "127.0.0.1",
      description = "This machine's address to listen on (default: ${DEFAULT-VALUE}).")
  private String host;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description =
          "The port to listen on; 0: a free one (default: the first free from "
              + ClusterMember.FIRST_PORT
              + " on).")
  private Integer port;

  @Option(
      names = "--end-with-input",
      description = "End when standard input ends, as a child of another program does.")
  private boolean endWithInput;

  /**
   * Is a member in a JVM of its own, without the launcher.
   *
   * @param args see {@code tandem member --help}
   */
  public static void main(String[] args) {
    var command = new CommandLine(new MemberCommand()).setCommandName("tandem member");
    Shell.exit(() -> Shell.configure(command).execute(args));
  }

  /** Is a member until it is told to end. */
  @Override
  public Integer call() throws Exception {
    check();
    try (var member = ClusterMember.start(host, port, join, clusterName())) {
      if (member.isAlone() && !join.isEmpty()) {
        throw new SampleException(
            "--join: nobody at %s is in the cluster of %s"
                .formatted(String.join(", ", join), clusterFile));
      }
      member.announce(System.out);
      if (endWithInput) {
        System.in.transferTo(OutputStream.nullOutputStream());
      } else {
        new Event().await(); // which nobody sets
      }
      return CommandLine.ExitCode.OK;
    }
  }

  private ClusterName clusterName() throws IOException, SampleException {
    if (clusterFile.equals(STANDARD_INPUT)) {
      return ClusterName.read(System.in);
    }
    return join.isEmpty() ? ClusterName.readOrCreate(clusterFile) : ClusterName.read(clusterFile);
  }

  private void check() {
    if (port != null && (port < 0 || port > 65535)) {
      throw new UsageException(
          spec.commandLine(),
          "--port: " + port + " is not a port",
          "Try " + ClusterMember.FIRST_PORT + ", or 0 for any.");
    }
  }
}
