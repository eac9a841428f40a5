package dev.tandem.threads.samples;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.Misuse;
import dev.tandem.samples.Sample;
import dev.tandem.samples.SampleFailure;
import dev.tandem.samples.Stage;
import dev.tandem.threads.Event;
import dev.tandem.threads.Futures;
import dev.tandem.threads.VirtualThreads;
import io.javalin.Javalin;
import io.javalin.util.JavalinBindException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * An answer that is gathered from three slow sources takes their sum if they are read in turn, and
 * as long as the slowest if each is read on a thread of its own.
 */
@CatalogueEntry(
    id = "web-service",
    title = "Serve answers gathered from a file, a database and an API",
    documents = "002")
public final class WebService extends Sample {
  private static final String HOST = InetAddress.getLoopbackAddress().getHostAddress();
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @Spec private CommandSpec spec;

  @Option(
      names = "--serve",
      paramLabel = "PORT",
      description = "Serve on this loopback port (0: a free one) until Ctrl-C.")
  private Integer port;

  @Override
  public void run(Stage stage) throws Exception {
    checkOptions();
    var readers = VirtualThreads.newExecutor();
    var server = create(stage, readers);
    try {
      start(server, port == null ? 0 : port);
      var url = URI.create("http://" + HOST + ":" + server.port() + "/");
      if (port == null) {
        measure(url, stage);
      } else {
        serve(url, stage.out());
      }
    } finally {
      readers.shutdownNow();
      server.stop();
      readers.awaitTermination(10, SECONDS);
    }
  }

  private static Javalin create(Stage stage, ExecutorService readers) {
    return Javalin.create(
        config -> {
          config.startup.showJavalinBanner = false;
          config.startup.startupWatcherEnabled = false;
          config.jetty.host = HOST;
          config.routes.get(
              "/",
              request -> request.contentType("application/json").result(atOnce(stage, readers)));
          config.routes.get(
              "/sequential",
              request -> request.contentType("application/json").result(inTurn(stage, readers)));
        });
  }

  private static String inTurn(Stage stage, ExecutorService readers) throws Exception {
    // one task for all three: whoever shuts the readers down has no request left to wait for
    var answer = readers.submit(() -> json(readFile(stage), readDb(stage), readApi(stage)));
    return answer.get();
  }

  private static String atOnce(Stage stage, ExecutorService readers) throws Exception {
    var file = readers.submit(() -> readFile(stage));
    var db = readers.submit(() -> readDb(stage));
    var api = readers.submit(() -> readApi(stage));
    var results = Futures.gather(List.of(file, db, api));
    return json(results.get(0), results.get(1), results.get(2));
  }

  private static String readFile(Stage stage) throws InterruptedException {
    stage.sleep(Duration.ofMillis(100));
    return "read_file";
  }

  private static String readDb(Stage stage) throws InterruptedException {
    stage.sleep(Duration.ofMillis(200));
    return "read_db";
  }

  private static String readApi(Stage stage) throws InterruptedException {
    stage.sleep(Duration.ofMillis(300));
    return "read_api";
  }

  private static String json(String file, String db, String api) {
    return """
        {"result_file": "%s", "result_db": "%s", "result_api": "%s"}"""
        .formatted(file, db, api);
  }

  private static void start(Javalin server, int port) throws SampleFailure {
    try {
      server.start(port);
    } catch (JavalinBindException e) {
      throw new SampleFailure("--serve: port " + port + " is taken, or not yours to take");
    }
  }

  private static void serve(URI url, PrintStream out) throws InterruptedException {
    out.println("serving " + url + " and " + url.resolve("sequential") + " until Ctrl-C");
    new Event().await(); // which nobody sets
  }

  private static void measure(URI url, Stage stage) throws Exception {
    try (var client = new BlockingClient(PATIENCE)) {
      client.get(url.resolve("nothing")); // the first request pays for the loading of classes
      measure("sequential", client, url.resolve("sequential"), stage.out());
      measure("concurrent", client, url, stage.out());
    }
  }

  private static void measure(String name, BlockingClient client, URI url, PrintStream out)
      throws Exception {
    long start = System.nanoTime();
    var answer = client.get(url);
    double seconds = (System.nanoTime() - start) / 1e9;
    if (answer.statusCode() != 200) {
      throw new SampleFailure(url + " answered " + answer.statusCode());
    }
    out.printf("%s: %s%n", name, answer.body());
    out.printf("%s: took %.2f s%n", name, seconds);
  }

  private void checkOptions() {
    if (port != null && (port < 0 || port > 65535)) {
      throw new Misuse(
          spec.commandLine(), "--serve: " + port + " is not a port", "Try 8080, or 0 for any.");
    }
  }

  /** Runs the sample. */
  public static void main(String[] args) {
    new WebService().launch(args);
  }
}
