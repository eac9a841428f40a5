package dev.tandem.threads.samples;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Stage;
import dev.tandem.samples.StatusOptions;
import dev.tandem.samples.crawl.FetchFailure;
import dev.tandem.threads.Futures;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine.Mixin;

/**
 * Six threads ask at once, so all the answers together take as long as the slowest of them. The
 * futures are kept in the order of the addresses, and so the answers are printed in it.
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
  static final Map<Integer, String> CLASSES =
      Map.of(
          1, "1xx: received, still at work",
          2, "2xx: success",
          3, "3xx: more requests are needed",
          4, "4xx: the client's mistake",
          5, "5xx: the server's mistake");

  static void print(HttpResponse<String> answer) {
    int code = answer.statusCode();
    System.out.printf("%s: %d, %s%n", answer.uri(), code, CLASSES.get(code / 100));
    for (Map.Entry<String, List<String>> header : answer.headers().map().entrySet()) {
      String name = header.getKey().toLowerCase(Locale.ROOT);
      System.out.println("    " + name + ": " + String.join(", ", header.getValue()));
    }
    System.out.println(answer.uri() + ":" + answer.body());
  }

  static void main(List<URI> urls, double timeout) throws InterruptedException, ExecutionException {
    long start = System.nanoTime();
    Duration patience = Duration.ofMillis(Math.round(1000 * timeout));
    HttpClient client = HttpClient.newHttpClient();
    ExecutorService pool = Executors.newFixedThreadPool(urls.size()); // a thread an address
    try {
      List<Future<HttpResponse<String>>> answers = new ArrayList<>();
      for (URI url : urls) {
        HttpRequest request = HttpRequest.newBuilder(url).timeout(patience).build();
        answers.add(pool.submit(() -> client.send(request, BodyHandlers.ofString())));
      }
      for (HttpResponse<String> answer : Futures.gather(answers)) {
        print(answer);
      }
    } finally {
      pool.shutdownNow();
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
