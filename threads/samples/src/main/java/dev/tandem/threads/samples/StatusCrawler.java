package dev.tandem.threads.samples;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.Misuse;
import dev.tandem.samples.Sample;
import dev.tandem.samples.SampleFailure;
import dev.tandem.samples.Seconds;
import dev.tandem.samples.SlowServer;
import dev.tandem.samples.Stage;
import dev.tandem.threads.Futures;
import dev.tandem.threads.VirtualThreads;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Six threads ask at once, so all the answers together take as long as the slowest of them. The
 * futures are kept in the order of the addresses, and so the answers are printed in it.
 */
@CatalogueEntry(
    id = "status-crawler",
    title = "Ask for six HTTP status codes at once",
    documents = "000")
public final class StatusCrawler extends Sample {
  @Spec private CommandSpec spec;

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

  @Override
  public void run(Stage stage) throws Exception {
    checkOptions();
    if (base != null) {
      crawl(codes.stream().map(this::addressOnBase).toList(), stage.out());
      return;
    }
    try (var server = SlowServer.open(stage.scaled(latency), StatusCrawler::codeInPath)) {
      crawl(codes.stream().map(code -> server.url("/" + code)).toList(), stage.out());
    }
  }

  private void crawl(List<URI> urls, PrintStream out) throws Exception {
    try (var client = new BlockingClient(timeout)) {
      long start = System.nanoTime();
      for (var answer : askAtOnce(client, urls)) {
        print(answer, out);
      }
      out.printf("Took %.2f seconds%n", (System.nanoTime() - start) / 1e9);
      out.println("Done.");
    }
  }

  private static List<HttpResponse<String>> askAtOnce(BlockingClient client, List<URI> urls)
      throws Exception {
    var threads = VirtualThreads.newExecutor();
    try {
      var answers = new ArrayList<Future<HttpResponse<String>>>();
      for (var url : urls) {
        answers.add(threads.submit(() -> client.get(url)));
      }
      return Futures.gather(answers);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof SampleFailure noAnswer ? noAnswer : e;
    } finally {
      threads.shutdownNow();
      threads.awaitTermination(10, SECONDS);
    }
  }

  private static void print(HttpResponse<String> answer, PrintStream out) {
    out.printf("%s: %d, %s%n", answer.uri(), answer.statusCode(), classOfCode(answer.statusCode()));
    answer
        .headers()
        .map()
        .forEach((name, values) -> out.println("    " + name + ": " + String.join(", ", values)));
  }

  private static String classOfCode(int code) {
    int hundreds = code / 100;
    return switch (hundreds) {
      case 1 -> "1xx: received, still at work";
      case 2 -> "2xx: success";
      case 3 -> "3xx: more requests are needed";
      case 4 -> "4xx: the client's mistake";
      case 5 -> "5xx: the server's mistake";
      default -> hundreds + "xx: no such class";
    };
  }

  /** The embedded server's answer to {@code /404}. */
  private static SlowServer.Answer codeInPath(String path) {
    int code = Integer.parseInt(path.substring(1));
    return new SlowServer.Answer(code, "status " + code);
  }

  private URI addressOnBase(int code) {
    return URI.create(base.toString().replaceFirst("/*$", "/" + code));
  }

  private void checkOptions() {
    for (int code : codes) {
      // 1xx only announces an answer: a client that got nothing else would wait for ever
      if (code < 200 || code > 599) {
        throw new Misuse(
            spec.commandLine(), "--codes: " + code + " is no final status", "Try 200 to 599.");
      }
    }
    if (base != null && (base.getHost() == null || !isHttp(base.getScheme()))) {
      throw new Misuse(
          spec.commandLine(),
          "--base: '" + base + "' is not an http or https URL",
          "Try one such as http://127.0.0.1:8080.");
    }
    if (timeout.isZero()) {
      throw new Misuse(spec.commandLine(), "--timeout must be more than 0", "Try 10.");
    }
  }

  private static boolean isHttp(String scheme) {
    return "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
  }

  /** Runs the sample. */
  public static void main(String[] args) {
    new StatusCrawler().launch(args);
  }
}
