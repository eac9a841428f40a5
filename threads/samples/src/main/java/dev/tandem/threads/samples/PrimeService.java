package dev.tandem.threads.samples;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.Sample;
import dev.tandem.samples.SampleException;
import dev.tandem.samples.Stage;
import dev.tandem.samples.service.Admission;
import dev.tandem.samples.service.BadQuestionException;
import dev.tandem.samples.service.BusyException;
import dev.tandem.samples.service.JsonAnswer;
import dev.tandem.samples.service.PrimeQuestion;
import dev.tandem.samples.service.PrimeServiceOptions;
import dev.tandem.samples.service.ServeOptions;
import dev.tandem.threads.VirtualThreads;
import dev.tandem.threads.processes.ProcessPool;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import picocli.CommandLine.Mixin;

/**
 * A service that computes has other processes do it: it answers on while they are busy, and if one
 * crashes, one client is told so. A question is one task, and no thread of the server waits for it.
 * A client may have a few questions under way, and is refused more, so that it leaves processes to
 * others.
 */
@CatalogueEntry(
    id = "prime-service",
    title = "Serve which numbers are prime, computed on a pool of processes",
    documents = "002")
public final class PrimeService extends Sample {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @Mixin private ServeOptions serveOptions = new ServeOptions();
  @Mixin private PrimeServiceOptions options = new PrimeServiceOptions();

  private record Backend(ProcessPool pool, Admission admission, ExecutorService writers) {}

  @Override
  public void run(Stage stage) throws Exception {
    var writers = VirtualThreads.newExecutor();
    try (var pool = ProcessPool.builder().size(options.workers()).build();
        var service =
            JavalinService.start(
                serveOptions,
                config -> addRoute(config, new Backend(pool, options.admission(), writers)))) {
      try {
        if (serveOptions.serves()) {
          service.serve(service.url() + "is_prime/1,2,3,4", System.out);
        } else {
          tryOut(service.url(), System.out);
        }
      } finally {
        pool.shutdownNow(); // whoever waits for an answer is told so
        writers.shutdown();
        writers.awaitTermination(10, SECONDS);
      }
    }
  }

  // snippet: lesson
  private void addRoute(JavalinConfig config, Backend backend) {
    config.routes.get("/is_prime", request -> answer(request, "", backend));
    config.routes.get(
        "/is_prime/{numbers}", request -> answer(request, request.pathParam("numbers"), backend));
  }

  private void answer(Context request, String numbers, Backend backend) {
    try {
      var question = PrimeQuestion.of(numbers);
      var permit = backend.admission.admit(request.ip());
      var asked = ask(question, backend.pool).whenComplete((answer, failure) -> permit.close());
      // a client may be slow to read, and the pool's threads have work to do
      request.future(
          () -> asked.thenAcceptAsync(answer -> respond(request, answer), backend.writers));
    } catch (BadQuestionException mistake) {
      respond(request, JsonAnswer.refusal(mistake));
    } catch (BusyException busy) {
      respond(request, JsonAnswer.refusal(busy));
    }
  }

  /**
   * The end of the time kills the task's process. A client that hangs up earlier is not noticed:
   * Jetty does not look at a connection before there is something to write to it. Its question is
   * under way as long as it is computed.
   */
  private CompletableFuture<JsonAnswer> ask(PrimeQuestion question, ProcessPool pool) {
    try {
      return pool.submit(question)
          .orTimeout(options.timeout().toNanos(), NANOSECONDS)
          .handle((primes, why) -> why == null ? question.answer(primes) : options.unanswered(why));
    } catch (Throwable notTaken) { // as the pool is ending, or there is no memory
      return CompletableFuture.completedFuture(options.unanswered(notTaken));
    }
  }

  // end

  private static void respond(Context request, JsonAnswer answer) {
    answer.headers().forEach(request::header);
    request.status(answer.status()).contentType("application/json").result(answer.body());
  }

  private static void tryOut(URI url, PrintStream out)
      throws SampleException, InterruptedException {
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
