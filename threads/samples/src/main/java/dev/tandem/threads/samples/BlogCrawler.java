package dev.tandem.threads.samples;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.Stage;
import dev.tandem.samples.crawl.CrawlJob;
import dev.tandem.samples.crawl.CrawlSample;
import dev.tandem.samples.crawl.CrawlStrategy;
import dev.tandem.samples.crawl.FetchFailure;
import dev.tandem.samples.crawl.PageResult;
import dev.tandem.threads.Futures;
import dev.tandem.threads.VirtualThreads;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
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
    strategies.add(
        CrawlStrategy.concurrent(
            "thread a page",
            job -> onExecutor(Executors.newFixedThreadPool(job.urls().size()), job)));
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

  @Override
  public void run(Stage stage) throws Exception {
    double timeout = options().timeout().toMillis() / 1e3;
    try (var input = options().open(stage.speed())) {
      var urls = input.job().urls();
      FetchFailure.toldBy(urls, () -> main(urls, timeout));
    }
  }

  // snippet: lesson
  static Void craw(HttpClient client, URI url, double timeout)
      throws IOException, InterruptedException {
    Duration patience = Duration.ofMillis(Math.round(1000 * timeout));
    HttpRequest request = HttpRequest.newBuilder(url).timeout(patience).build();
    String page = client.send(request, BodyHandlers.ofString()).body();
    System.out.println(url + " " + page.length());
    return null;
  }

  static void main(List<URI> urls, double timeout) throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    System.out.println("start sequential crawling...");
    long start = System.nanoTime();
    for (URI url : urls) {
      craw(client, url, timeout);
    }
    System.out.println("end sequential crawling...");
    System.out.printf("consume: %.2f s%n", (System.nanoTime() - start) / 1e9);

    System.out.println("start concurrent crawling...");
    start = System.nanoTime();
    ExecutorService pool = Executors.newFixedThreadPool(urls.size()); // a thread a page
    try {
      List<Future<Void>> pages = new ArrayList<>();
      for (URI url : urls) {
        pages.add(pool.submit(() -> craw(client, url, timeout)));
      }
      Futures.gather(pages); // waits for all of them
    } finally {
      pool.shutdownNow();
    }
    System.out.println("end concurrent crawling...");
    System.out.printf("consume: %.2f s%n", (System.nanoTime() - start) / 1e9);
  }

  // end

  private static List<PageResult> sequential(CrawlJob job) throws InterruptedException {
    try (var pages = new BlockingPageFetcher(job)) {
      var results = new ArrayList<PageResult>();
      for (var url : job.urls()) {
        results.add(pages.fetch(url));
      }
      return results;
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
