package dev.tandem.samples;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of asking for status codes: for which, of whom, and how long that may take. */
public final class StatusOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--codes",
      paramLabel = "CODE",
      split = ",",
      defaultValue = "200,400,404,408,500,524",
      description = "The status codes to ask for (default: ${DEFAULT-VALUE}).")
  private List<Integer> codes;

  @Option(
      names = "--base",
      paramLabel = "URL",
      description = "Ask this server instead of the embedded one, which answers /404 with a 404.")
  private URI base;

  @Option(
      names = "--latency",
      paramLabel = "SECONDS",
      defaultValue = "0.5",
      converter = Seconds.class,
      description = "How long the embedded server takes to answer (default: ${DEFAULT-VALUE}).")
  private Duration latency;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "10",
      converter = Seconds.class,
      description = "How long an answer may take (default: ${DEFAULT-VALUE}).")
  private Duration timeout;

  /** How long an answer may take. */
  public Duration timeout() {
    return timeout;
  }

  /**
   * Checks the options, and opens the embedded server unless another is asked.
   *
   * @return the addresses to ask, in the order of the codes; to be closed
   * @throws UsageException if a value cannot be used
   * @throws IOException if no port can be had
   */
  public StatusAddresses open(Stage stage) throws IOException {
    check();
    if (base != null) {
      return new StatusAddresses(codes.stream().map(this::addressOnBase).toList(), null);
    }
    var server = SlowServer.open(stage.scaled(latency), StatusOptions::codeInPath);
    return new StatusAddresses(codes.stream().map(code -> server.url("/" + code)).toList(), server);
  }

  /** The embedded server's answer to {@code /404}. */
  private static SlowServer.Answer codeInPath(String path) {
    int code = Integer.parseInt(path.substring(1));
    return new SlowServer.Answer(code, "status " + code);
  }

  private URI addressOnBase(int code) {
    return URI.create(base.toString().replaceFirst("/*$", "/" + code));
  }

  private void check() {
    for (int code : codes) {
      // 1xx only announces an answer: a client that got nothing else would wait for ever
      if (code < 200 || code > 599) {
        throw misuse("--codes: " + code + " is no final status", "Try 200 to 599.");
      }
    }
    if (base != null && (base.getHost() == null || !isHttp(base.getScheme()))) {
      throw misuse(
          "--base: '" + base + "' is not an http or https URL",
          "Try one such as http://127.0.0.1:8080.");
    }
    if (timeout.isZero()) {
      throw misuse("--timeout must be more than 0", "Try 10.");
    }
  }

  private UsageException misuse(String message, String hint) {
    return new UsageException(spec.commandLine(), message, hint);
  }

  private static boolean isHttp(String scheme) {
    return "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
  }
}
