package dev.tandem.threads.samples;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Stage;
import dev.tandem.samples.crawl.CrawlOptions;
import dev.tandem.samples.crawl.PageResult;
import dev.tandem.threads.Futures;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import picocli.CommandLine.Mixin;

/** A pool's map gives the answers in the order of the questions, whichever was ready first. */
@CatalogueEntry(
    id = "pool-map",
    title = "Fetch pages ten at a time: answers in the order of the input",
    documents = "002")
public final class PoolMap extends Sample {
  @Mixin private CrawlOptions options = new CrawlOptions();

  @Override
  public void run(Stage stage) throws Exception {
    try (var input = options.open(stage.speed());
        var pages = new BlockingPageFetcher(input.job())) {
      var pool = Executors.newFixedThreadPool(options.concurrency());
      try {
        printAll(input.job().urls(), pages, pool, stage);
      } finally {
        pool.shutdownNow();
      }
    }
    System.out.println("craw over");
  }

  private static void printAll(
      List<URI> urls, BlockingPageFetcher pages, ExecutorService pool, Stage stage)
      throws Exception {
    int lookAhead = urls.size(); // all are handed to the pool at once
    try (var results = Futures.map(pool, urls, url -> craw(url, pages), lookAhead)) {
      while (results.hasNext()) {
        var page = results.next().page();
        System.out.println(page.url() + " " + page.bytes());
      }
    }
  }

  private static PageResult craw(URI url, BlockingPageFetcher pages) {
    try {
      return pages.fetch(url);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("fetching " + url + " was given up");
    }
  }

  /** Runs the sample. */
  public static void main(String[] args) {
    new PoolMap().launch(args);
  }
}
