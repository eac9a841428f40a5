package dev.tandem.threads.samples;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.crawl.CrawlJob;
import dev.tandem.samples.crawl.CrawlSample;
import dev.tandem.samples.crawl.CrawlStrategy;
import dev.tandem.samples.crawl.PageResult;
import dev.tandem.threads.Futures;
import dev.tandem.threads.VirtualThreads;
import dev.tandem.threads.samples.crew.Crew;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A page blocks the thread that fetches it: more threads, more pages at once. */
@CatalogueEntry(
    id = "blog-crawler",
    title = "Fetch 50 pages one after another, then at once",
    documents = "002")
public final class BlogCrawler extends CrawlSample {
  @Override
  protected List<CrawlStrategy> strategies(int concurrency) {
    var strategies = new ArrayList<CrawlStrategy>();
    strategies.add(CrawlStrategy.sequential(BlogCrawler::sequential));
    strategies.add(CrawlStrategy.concurrent("thread a page", BlogCrawler::threadAPage));
    strategies.add(
        CrawlStrategy.concurrent(
            "pool of " + concurrency,
            job -> onExecutor(Executors.newFixedThreadPool(job.concurrency()), job)));
    if (VirtualThreads.isSupported()) {
      strategies.add(
          CrawlStrategy.concurrent(
              "virtual threads", job -> onExecutor(VirtualThreads.newExecutor(), job)));
    }
    return strategies;
  }

  private static List<PageResult> sequential(CrawlJob job) throws InterruptedException {
    try (var pages = new BlockingPageFetcher(job)) {
      var results = new ArrayList<PageResult>();
      for (var url : job.urls()) {
        results.add(pages.fetch(url));
      }
      return results;
    }
  }

  private static List<PageResult> threadAPage(CrawlJob job)
      throws InterruptedException, ExecutionException {
    try (var pages = new BlockingPageFetcher(job);
        var crew = new Crew()) {
      var results = new ArrayList<Future<PageResult>>();
      for (var url : job.urls()) {
        results.add(crew.submit("page-" + results.size(), () -> pages.fetch(url)));
      }
      return Futures.gather(results);
    }
  }

  private static List<PageResult> onExecutor(ExecutorService executor, CrawlJob job)
      throws InterruptedException, ExecutionException {
    try (var pages = new BlockingPageFetcher(job)) {
      var tasks = new ArrayList<Callable<PageResult>>();
      job.urls().forEach(url -> tasks.add(() -> pages.fetch(url)));
      var results = new ArrayList<PageResult>();
      for (var future : executor.invokeAll(tasks)) {
        results.add(future.get());
      }
      return results;
    } finally {
      executor.shutdownNow();
    }
  }

  /** Runs the sample. */
  public static void main(String[] args) {
    new BlogCrawler().launch(args);
  }
}
