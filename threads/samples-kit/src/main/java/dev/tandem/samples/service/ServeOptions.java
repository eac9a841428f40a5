package dev.tandem.samples.service;

import dev.tandem.samples.SampleException;
import dev.tandem.samples.UsageException;
import java.net.InetAddress;
import java.net.URI;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of a web service: it tries itself out, or serves until it is interrupted. */
public final class ServeOptions {
  /** Where it serves: nobody from outside this machine reaches it. */
  public static final String HOST = InetAddress.getLoopbackAddress().getHostAddress();

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--serve",
      paramLabel = "PORT",
      description = "Serve on this loopback port (0: a free one) until Ctrl-C.")
  private Integer port;

  /** Whether to serve until interrupted. */
  public boolean serves() {
    return port != null;
  }

  /**
   * The port to listen on, 0 for a free one.
   *
   * @throws UsageException if there is no such port
   */
  public int port() {
    if (port == null) {
      return 0;
    }
    if (port < 0 || port > 65535) {
      throw new UsageException(
          spec.commandLine(), "--serve: " + port + " is not a port", "Try 8080, or 0 for any.");
    }
    return port;
  }

  /** Where a service is that listens on {@code port}. */
  public static URI url(int port) {
    return URI.create("http://" + HOST + ":" + port + "/");
  }

  /** What to say if nobody can listen there. */
  public SampleException portTaken() {
    return new SampleException("--serve: port " + port() + " is taken, or not yours to take");
  }
}
