package dev.tandem.interop.samples;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.tandem.coroutines.samples.SuspendingPageFetcher;
import dev.tandem.interop.Suspend;
import dev.tandem.samples.crawl.CrawlJob;
import dev.tandem.samples.crawl.PageResult;
import dev.tandem.threads.Futures;
import dev.tandem.threads.VirtualThreads;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;

/** The threads' half of {@link BlogCrawler}: each of them blocks in the coroutines' client. */
final class BlockedCrawl {
  private BlockedCrawl() {}

  /** Fetches the pages at once, and gives the results in the order of the job. */
  static List<PageResult> of(CrawlJob job) throws Exception {
    var threads = VirtualThreads.newExecutor();
    try (var pages = new SuspendingPageFetcher(job)) {
      try {
        var results = new ArrayList<Future<PageResult>>();
        for (var url : job.urls()) {
          results.add(threads.submit(() -> Suspend.block(c -> pages.fetch(url, c))));
        }
        return Futures.gather(results);
      } finally {
        threads.shutdownNow();
        threads.awaitTermination(10, SECONDS);
      }
    }
  }
}
