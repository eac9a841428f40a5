package dev.tandem.threads.samples;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Stage;
import dev.tandem.samples.crawl.FetchFailure;
import dev.tandem.samples.crawl.SiteOptions;
import dev.tandem.threads.Futures;
import dev.tandem.threads.MappedResults;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import picocli.CommandLine.Mixin;

/**
 * A pool's map gives the answers in the order of the questions, whichever was ready first. On the
 * embedded site later pages are ready first.
 */
@CatalogueEntry(
    id = "pool-map",
    title = "Fetch pages ten at a time: answers in the order of the input",
    documents = "002")
public final class PoolMap extends Sample {
  @Mixin private SiteOptions options = new SiteOptions();

  @Override
  public void run(Stage stage) throws Exception {
    double timeout = options.timeout().toMillis() / 1e3;
    try (var pages = options.openLaterFaster(stage.speed())) {
      FetchFailure.toldBy(pages.urls(), () -> main(pages.urls(), options.concurrency(), timeout));
    }
  }

  // snippet: lesson
  static int craw(HttpClient client, URI url, double timeout) {
    Duration patience = Duration.ofMillis(Math.round(1000 * timeout));
    HttpRequest request = HttpRequest.newBuilder(url).timeout(patience).build();
    try {
      String page = client.send(request, BodyHandlers.ofString()).body();
      System.out.println("fetched " + url);
      return page.length();
    } catch (IOException noAnswer) { // a function for map may throw no checked exception
      throw new UncheckedIOException(noAnswer);
    } catch (InterruptedException end) {
      throw new CancellationException("nobody waits for " + url + " any more");
    }
  }

  static void main(List<URI> urls, int workers, double timeout)
      throws InterruptedException, ExecutionException {
    HttpClient client = HttpClient.newHttpClient();
    ExecutorService pool = Executors.newFixedThreadPool(workers);
    int ahead = urls.size(); // all are handed to the pool at once
    try (MappedResults<Integer> lengths =
        Futures.map(pool, urls, url -> craw(client, url, timeout), ahead)) {
      for (URI url : urls) {
        System.out.println(url + " " + lengths.next());
      }
    } finally {
      pool.shutdownNow();
    }
    System.out.println("craw over");
  }

  // end

  /** Runs the sample. */
  public static void main(String[] args) {
    new PoolMap().launch(args);
  }
}
