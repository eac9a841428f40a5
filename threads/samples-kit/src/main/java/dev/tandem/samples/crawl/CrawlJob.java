package dev.tandem.samples.crawl;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * What to crawl, and within which limits: the same for every strategy.
 *
 * @param urls the pages, in order
 * @param concurrency how many pages at once, for a strategy that has a limit
 * @param timeout how long one page may take, redirects and body included
 * @param maxBytes how large one page may be
 * @param userAgent what the crawler calls itself
 * @param onPage told of every result as it comes, by whichever thread has it
 */
public record CrawlJob(
    List<URI> urls,
    int concurrency,
    Duration timeout,
    int maxBytes,
    String userAgent,
    Consumer<PageResult> onPage) {

  /** Copies {@code urls}. */
  public CrawlJob {
    urls = List.copyOf(urls);
  }

  CrawlJob withUrls(List<URI> urls) {
    return new CrawlJob(urls, concurrency, timeout, maxBytes, userAgent, onPage);
  }

  CrawlJob withOnPage(Consumer<PageResult> onPage) {
    return new CrawlJob(urls, concurrency, timeout, maxBytes, userAgent, onPage);
  }
}
