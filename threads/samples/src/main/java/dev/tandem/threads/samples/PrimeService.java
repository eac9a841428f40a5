package dev.tandem.threads.samples;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.Sample;
import dev.tandem.samples.SampleFailure;
import dev.tandem.samples.Stage;
import dev.tandem.samples.service.BadQuestion;
import dev.tandem.samples.service.JsonAnswer;
import dev.tandem.samples.service.PrimeQuestion;
import dev.tandem.samples.service.PrimeServiceOptions;
import dev.tandem.samples.service.ServeOptions;
import dev.tandem.threads.ProcessPool;
import dev.tandem.threads.VirtualThreads;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import picocli.CommandLine.Mixin;

/**
 * A service that computes has other processes do it: it answers on while they are busy, and if one
 * crashes, one client is told so. A question is one task, so that no client has more than one
 * process to itself; no thread of the server waits for it.
 */
@CatalogueEntry(
    id = "prime-service",
    title = "Serve which numbers are prime, computed on a pool of processes",
    documents = "002")
public final class PrimeService extends Sample {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @Mixin private ServeOptions serveOptions = new ServeOptions();
  @Mixin private PrimeServiceOptions options = new PrimeServiceOptions();

  @Override
  public void run(Stage stage) throws Exception {
    var writers = VirtualThreads.newExecutor();
    try (var pool = ProcessPool.builder().size(options.workers()).build();
        var service =
            JavalinService.start(serveOptions, config -> addRoute(config, pool, writers))) {
      try {
        if (serveOptions.serves()) {
          service.serve(service.url() + "is_prime/1,2,3,4", stage.out());
        } else {
          tryOut(service.url(), stage.out());
        }
      } finally {
        pool.shutdownNow(); // whoever waits for an answer is told so
        writers.shutdown();
        writers.awaitTermination(10, SECONDS);
      }
    }
  }

  private void addRoute(JavalinConfig config, ProcessPool pool, ExecutorService writers) {
    config.routes.get("/is_prime", request -> answer(request, "", pool, writers));
    config.routes.get(
        "/is_prime/{numbers}",
        request -> answer(request, request.pathParam("numbers"), pool, writers));
  }

  private void answer(Context request, String numbers, ProcessPool pool, ExecutorService writers) {
    try {
      var question = PrimeQuestion.of(numbers);
      var task = pool.submit(question);
      request.future(() -> answerOf(task, question, request, writers));
    } catch (BadQuestion mistake) {
      respond(request, JsonAnswer.refusal(mistake));
    } catch (RejectedExecutionException ending) {
      respond(request, options.unanswered(ending));
    }
  }

  /**
   * The end of the time kills the task's process. A client that hangs up earlier is not noticed:
   * Jetty does not look at a connection before there is something to write to it.
   */
  private CompletableFuture<Void> answerOf(
      CompletableFuture<boolean[]> task,
      PrimeQuestion question,
      Context request,
      ExecutorService writers) {
    return task.orTimeout(options.timeout().toNanos(), NANOSECONDS)
        .handle((primes, why) -> why == null ? question.answer(primes) : options.unanswered(why))
        .thenAcceptAsync( // a client may be slow to read, and the pool's threads have work to do
            answer -> respond(request, answer), writers);
  }

  private static void respond(Context request, JsonAnswer answer) {
    request.status(answer.status()).contentType("application/json").result(answer.body());
  }

  private static void tryOut(URI url, PrintStream out) throws SampleFailure, InterruptedException {
    try (var client = new BlockingClient(PATIENCE)) {
      for (var question : PrimeQuestion.EXAMPLES) {
        var answer = client.get(url.resolve("/is_prime/" + question));
        out.printf("/is_prime/%s: %d %s%n", question, answer.statusCode(), answer.body());
      }
    }
  }

  /** Runs the sample. */
  public static void main(String[] args) {
    new PrimeService().launch(args);
  }
}
