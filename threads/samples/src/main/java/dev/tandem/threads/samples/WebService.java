package dev.tandem.threads.samples;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Stage;
import dev.tandem.samples.service.GatheredAnswer;
import dev.tandem.samples.service.ServeOptions;
import dev.tandem.threads.Futures;
import io.javalin.config.JavalinConfig;
import java.time.Duration;
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
    try (var service = JavalinService.start(options, config -> addRoutes(config, stage, readers))) {
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

  private static void addRoutes(JavalinConfig config, Stage stage, ExecutorService readers) {
    config.routes.get("/", request -> request.contentType(JSON).result(atOnce(stage, readers)));
    config.routes.get(
        "/sequential", request -> request.contentType(JSON).result(inTurn(stage, readers)));
  }

  private static String inTurn(Stage stage, ExecutorService readers) throws Exception {
    // one task for all three: whoever shuts the readers down has no request left to wait for
    var answer =
        readers.submit(() -> new GatheredAnswer(readFile(stage), readDb(stage), readApi(stage)));
    return answer.get().json();
  }

  private static String atOnce(Stage stage, ExecutorService readers) throws Exception {
    var file = readers.submit(() -> readFile(stage));
    var db = readers.submit(() -> readDb(stage));
    var api = readers.submit(() -> readApi(stage));
    var results = Futures.gather(List.of(file, db, api));
    return new GatheredAnswer(results.get(0), results.get(1), results.get(2)).json();
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

  /** Runs the sample. */
  public static void main(String[] args) {
    new WebService().launch(args);
  }
}
