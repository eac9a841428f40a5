package dev.tandem.interop.samples;

import dev.tandem.interop.SuspendScope;
import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Stage;
import dev.tandem.samples.StatusOptions;
import dev.tandem.samples.crawl.FetchFailure;
import dev.tandem.threads.Futures;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine.Mixin;

/**
 * Threads and coroutines take turns to ask, all at once. To Java a coroutine's answer is a future
 * like a thread's: one gather waits for both, and if one fails, cancels both. The coroutines' half
 * is {@link AskingCoroutine}, in Kotlin.
 */
@CatalogueEntry(
    id = "status-crawler",
    title = "Ask for six HTTP status codes at once",
    documents = "000")
public final class StatusCrawler extends Sample {
  @Mixin private StatusOptions options = new StatusOptions();

  @Override
  public void run(Stage stage) throws Exception {
    try (var addresses = options.open(stage)) {
      var urls = addresses.urls();
      FetchFailure.toldBy(urls, () -> main(urls, options.timeout().toMillis() / 1e3));
    }
  }

  // snippet: lesson
  static Answer ask(HttpClient client, URI url, double timeout)
      throws IOException, InterruptedException {
    Duration patience = Duration.ofMillis(Math.round(1000 * timeout));
    HttpRequest request = HttpRequest.newBuilder(url).timeout(patience).build();
    HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
    return new Answer(url, answer.statusCode(), answer.headers().map(), answer.body());
  }

  static void main(List<URI> urls, double timeout) throws Exception {
    long start = System.nanoTime();
    HttpClient client = HttpClient.newHttpClient();
    ExecutorService threads = Executors.newFixedThreadPool(urls.size());
    try (AskingCoroutine coroutine = new AskingCoroutine(timeout);
        SuspendScope coroutines = SuspendScope.open()) {
      List<Future<Answer>> answers = new ArrayList<>();
      for (URI url : urls) {
        if (answers.size() % 2 == 0) {
          System.out.println("a thread asks " + url);
          answers.add(threads.submit(() -> ask(client, url, timeout)));
        } else {
          System.out.println("a coroutine asks " + url);
          answers.add(coroutines.future(c -> coroutine.ask(url, c)));
        }
      }
      for (Answer answer : Futures.gather(answers)) { // threads' and coroutines' alike
        answer.print();
      }
    } finally {
      threads.shutdownNow();
    }
    System.out.printf("Took %.2f seconds%n", (System.nanoTime() - start) / 1e9);
    System.out.println("Done.");
  }

  // end

  /** Runs the sample. */
  public static void main(String[] args) {
    new StatusCrawler().launch(args);
  }
}
