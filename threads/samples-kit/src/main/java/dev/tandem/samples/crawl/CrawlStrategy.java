package dev.tandem.samples.crawl;

import java.util.List;

/**
 * One way to crawl.
 *
 * @param name what the report calls it
 * @param sequential whether it fetches one page after another, and so is what others are compared
 *     with
 * @param crawl how it is done
 */
public record CrawlStrategy(String name, boolean sequential, Crawl crawl) {

  /** Fetches every page of a job. */
  @FunctionalInterface
  public interface Crawl {
    /**
     * Fetches every page, tells {@link CrawlJob#onPage} of each result, and leaves no thread and no
     * connection behind.
     *
     * @param job what to crawl
     * @return a result for each of the job's pages, in their order
     * @throws InterruptedException if the thread was interrupted; what was started is gone
     * @throws Exception if the crawl as a whole failed; a page that fails is a result
     */
    List<PageResult> crawl(CrawlJob job) throws Exception;
  }

  /** One page after another. */
  public static CrawlStrategy sequential(Crawl crawl) {
    return new CrawlStrategy("sequential", true, crawl);
  }

  /** Several pages at once. */
  public static CrawlStrategy concurrent(String name, Crawl crawl) {
    return new CrawlStrategy(name, false, crawl);
  }
}
