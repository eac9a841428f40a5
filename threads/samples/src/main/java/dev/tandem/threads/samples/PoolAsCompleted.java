package dev.tandem.threads.samples;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Stage;
import dev.tandem.samples.crawl.FetchFailure;
import dev.tandem.samples.crawl.SiteOptions;
import dev.tandem.threads.Completions;
import dev.tandem.threads.Futures;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import picocli.CommandLine.Mixin;

/**
 * Futures may be asked one after another, and a slow one keeps the others waiting; or each as it
 * completes.
 */
@CatalogueEntry(
    id = "pool-as-completed",
    title = "Fetch pages ten at a time: answers in the order of completion",
    documents = "002")
public final class PoolAsCompleted extends Sample {
  @Mixin private SiteOptions options = new SiteOptions();

  @Override
  public void run(Stage stage) throws Exception {
    double timeout = options.timeout().toMillis() / 1e3;
    try (var pages = options.openPages(stage.speed())) {
      FetchFailure.toldBy(pages.urls(), () -> main(pages.urls(), options.concurrency(), timeout));
    }
  }

  // snippet: lesson
  static String posts(HttpClient client, URI url, double timeout)
      throws IOException, InterruptedException {
    Duration patience = Duration.ofMillis(Math.round(1000 * timeout));
    HttpRequest request = HttpRequest.newBuilder(url).timeout(patience).build();
    String page = client.send(request, BodyHandlers.ofString()).body();
    return url + " " + Pattern.compile("<h2>").matcher(page).results().count() + " posts";
  }

  static void main(List<URI> urls, int workers, double timeout)
      throws InterruptedException, ExecutionException {
    HttpClient client = HttpClient.newHttpClient();
    ExecutorService pool = Executors.newFixedThreadPool(workers);
    try {
      List<Future<String>> futures = new ArrayList<>();
      for (URI url : urls) {
        futures.add(pool.submit(() -> posts(client, url, timeout)));
      }
      System.out.println("in order of submission");
      for (Future<String> future : futures) {
        System.out.println(future.get());
      }
      futures.clear();
      for (URI url : urls) {
        futures.add(pool.submit(() -> posts(client, url, timeout)));
      }
      // whichever is done first; the loop above waits for the first submitted
      System.out.println("in order of completion");
      try (Completions<String> completed = Futures.asCompleted(futures)) {
        while (completed.hasNext()) {
          System.out.println(completed.next().get());
        }
      }
    } finally {
      pool.shutdownNow();
    }
  }

  // end

  /** Runs the sample. */
  public static void main(String[] args) {
    new PoolAsCompleted().launch(args);
  }
}
