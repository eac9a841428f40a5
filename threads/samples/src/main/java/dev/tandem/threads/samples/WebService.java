package dev.tandem.threads.samples;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Stage;
import dev.tandem.samples.service.GatheredAnswer;
import dev.tandem.samples.service.ServeOptions;
import dev.tandem.threads.Futures;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine.Mixin;

/**
 * An answer that is gathered from three slow sources takes their sum if they are read in turn, and
 * as long as the slowest if each is read on a thread of its own. The threads are those of one pool,
 * as many as Python's would have: what comes when all are busy waits for one.
 */
@CatalogueEntry(
    id = "web-service",
    title = "Serve answers gathered from a file, a database and an API",
    documents = "002")
public final class WebService extends Sample {
  private static final String JSON = "application/json";
  private static final int READERS = Math.min(32, Runtime.getRuntime().availableProcessors() + 4);

  @Mixin private ServeOptions options = new ServeOptions();

  @Override
  public void run(Stage stage) throws Exception {
    var readers = Executors.newFixedThreadPool(READERS);
    try (var service =
        JavalinService.start(options, config -> addRoutes(config, stage.scaled(1.0), readers))) {
      try {
        if (options.serves()) {
          service.serve(WebServiceClient.routes(service.url()), System.out);
        } else {
          WebServiceClient.measure(service.url(), stage);
        }
      } finally {
        endAll(readers); // no request is left that the service would wait for
      }
    } finally {
      endAll(readers);
      readers.awaitTermination(10, SECONDS);
    }
  }

  /**
   * Interrupts what the readers do, and cancels what they have not begun, for those who wait for
   * it.
   */
  private static void endAll(ExecutorService readers) {
    for (var notBegun : readers.shutdownNow()) {
      ((Future<?>) notBegun).cancel(false);
    }
  }

  // snippet: lesson
  static String readFile(double second) throws InterruptedException {
    Thread.sleep(Math.round(100 * second));
    return "read_file";
  }

  static String readDb(double second) throws InterruptedException {
    Thread.sleep(Math.round(200 * second));
    return "read_db";
  }

  static String readApi(double second) throws InterruptedException {
    Thread.sleep(Math.round(300 * second));
    return "read_api";
  }

  static List<String> inTurn(double second) throws InterruptedException {
    return List.of(readFile(second), readDb(second), readApi(second));
  }

  static List<String> atOnce(double second, ExecutorService readers) throws Exception {
    Future<String> file = readers.submit(() -> readFile(second));
    Future<String> db = readers.submit(() -> readDb(second));
    Future<String> api = readers.submit(() -> readApi(second));
    return Futures.gather(List.of(file, db, api)); // as long as the slowest takes
  }

  static void addRoutes(JavalinConfig config, double second, ExecutorService readers) {
    config.routes.get("/", request -> answer(request, atOnce(second, readers)));
    config.routes.get(
        "/sequential", request -> answer(request, readers.submit(() -> inTurn(second)).get()));
  }

  // end

  private static void answer(Context request, List<String> read) {
    var answer = new GatheredAnswer(read.get(0), read.get(1), read.get(2));
    request.contentType(JSON).result(answer.json());
  }

  /** Runs the sample. */
  public static void main(String[] args) {
    new WebService().launch(args);
  }
}
