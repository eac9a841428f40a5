package dev.tandem.interop.samples;

import static dev.tandem.threads.samples.WebServiceClient.measure;
import static dev.tandem.threads.samples.WebServiceClient.routes;

import dev.tandem.interop.SuspendCall;
import dev.tandem.interop.SuspendScope;
import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Stage;
import dev.tandem.samples.service.GatheredAnswer;
import dev.tandem.samples.service.ServeOptions;
import dev.tandem.threads.samples.JavalinService;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import picocli.CommandLine.Mixin;

/**
 * A web service of Java's whose answers are gathered by coroutines: no thread waits for them, as
 * the service is given a future. The coroutines' half is {@link Sources}, in Kotlin.
 */
@CatalogueEntry(
    id = "web-service",
    title = "Serve answers gathered from a file, a database and an API",
    documents = "002")
public final class WebService extends Sample {
  @Mixin private ServeOptions options = new ServeOptions();

  @Override
  public void run(Stage stage) throws Exception {
    var sources = new Sources(stage, new Database(stage));
    try (var scope = SuspendScope.open();
        var service = JavalinService.start(options, config -> addRoutes(config, sources, scope))) {
      try {
        if (options.serves()) {
          service.serve(routes(service.url()), System.out);
        } else {
          measure(service.url(), stage);
        }
      } finally {
        scope.cancel(); // no request is left that the service would wait for
      }
    }
  }

  // snippet: lesson
  static void addRoutes(JavalinConfig config, Sources sources, SuspendScope scope) {
    config.routes.get("/", request -> answer(request, scope, sources::atOnce));
    config.routes.get("/sequential", request -> answer(request, scope, sources::inTurn));
  }

  static void answer(Context request, SuspendScope scope, SuspendCall<GatheredAnswer> gathering) {
    request.future(
        () ->
            scope
                .future(gathering)
                .thenAccept(
                    answer -> request.contentType("application/json").result(answer.json())));
  }

  // end

  /** Runs the sample. */
  public static void main(String[] args) {
    new WebService().launch(args);
  }
}
