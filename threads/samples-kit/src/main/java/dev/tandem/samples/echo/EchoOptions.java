package dev.tandem.samples.echo;

import dev.tandem.samples.Descriptors;
import dev.tandem.samples.SampleException;
import dev.tandem.samples.Seconds;
import dev.tandem.samples.UsageException;
import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How many connections an echo server holds, and for how long. */
public final class EchoOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--connections",
      paramLabel = "N",
      defaultValue = "10000",
      description = "Connections at once (default: ${DEFAULT-VALUE}); each takes a descriptor.")
  private int connections;

  @Option(
      names = "--hold",
      paramLabel = "SECONDS",
      defaultValue = "1",
      converter = Seconds.class,
      description = "How long they are idle before the echoes (default: ${DEFAULT-VALUE}).")
  private Duration hold;

  @Option(
      names = "--idle-timeout",
      paramLabel = "SECONDS",
      defaultValue = "0",
      converter = Seconds.class,
      description = "Let the server hang up on who is silent for so long (default: 0, never).")
  private Duration idleTimeout;

  /** How many connections to hold. */
  public int connections() {
    return connections;
  }

  /** How long they are idle before the echoes. */
  public Duration hold() {
    return hold;
  }

  /** How long the server keeps a silent connection; zero for ever. */
  public Duration idleTimeout() {
    return idleTimeout;
  }

  /**
   * Checks that these connections can be held, and echoed on when they were.
   *
   * @throws UsageException if there are none, or if they time out before their echoes
   * @throws SampleException if this process may not open so many
   */
  public void check() throws SampleException {
    if (connections < 1) {
      throw new UsageException(
          spec.commandLine(), "--connections must be at least 1, not " + connections, "Try 10000.");
    }
    if (!idleTimeout.isZero() && idleTimeout.compareTo(hold) <= 0) {
      throw new UsageException(
          spec.commandLine(),
          "--idle-timeout %s ends before --hold %s does".formatted(words(idleTimeout), words(hold)),
          "Try a longer --idle-timeout.");
    }
    long left = Descriptors.left();
    if (connections > left) {
      throw new SampleException(
          "%d connections take as many descriptors, and the system's limit (ulimit -n) leaves %d: "
                  .formatted(connections, left)
              + "try --connections "
              + left);
    }
  }

  private static String words(Duration time) {
    return time.toMillis() / 1e3 + " s";
  }
}
