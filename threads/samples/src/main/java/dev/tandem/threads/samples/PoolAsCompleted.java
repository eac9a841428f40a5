package dev.tandem.threads.samples;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Stage;
import dev.tandem.samples.crawl.CrawlOptions;
import dev.tandem.samples.crawl.Page;
import dev.tandem.samples.crawl.PageResult;
import dev.tandem.threads.Futures;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
  @Mixin private CrawlOptions options = new CrawlOptions();

  @Override
  public void run(Stage stage) throws Exception {
    try (var input = options.open(stage.speed());
        var pages = new BlockingPageFetcher(input.job())) {
      var pool = Executors.newFixedThreadPool(options.concurrency());
      try {
        System.out.println("in order of submission");
        printInOrder(submit(input.job().urls(), pages, pool), stage);
        System.out.println("in order of completion");
        printAsCompleted(submit(input.job().urls(), pages, pool), stage);
      } finally {
        pool.shutdownNow();
      }
    }
  }

  private static List<Future<PageResult>> submit(
      List<URI> urls, BlockingPageFetcher pages, ExecutorService pool) {
    return urls.stream().map(url -> pool.submit(() -> pages.fetch(url))).toList();
  }

  private static void printInOrder(List<Future<PageResult>> futures, Stage stage) throws Exception {
    for (var future : futures) {
      System.out.println(describe(future.get().page()));
    }
  }

  private static void printAsCompleted(List<Future<PageResult>> futures, Stage stage)
      throws Exception {
    try (var completed = Futures.asCompleted(futures)) {
      while (completed.hasNext()) {
        System.out.println(describe(completed.next().get().page()));
      }
    }
  }

  private static String describe(Page page) {
    return page.url() + " " + page.posts().size() + " posts";
  }

  /** Runs the sample. */
  public static void main(String[] args) {
    new PoolAsCompleted().launch(args);
  }
}
