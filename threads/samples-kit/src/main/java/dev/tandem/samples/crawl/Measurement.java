package dev.tandem.samples.crawl;

import dev.tandem.samples.Module;
import dev.tandem.samples.SideEvent;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One strategy's crawl, measured.
 *
 * @param module the module that the strategy belongs to
 * @param strategy the strategy
 * @param results what came of each page, in the job's order
 * @param took how long the crawl took
 * @param peakThreads how many platform threads it had alive at once, beyond those alive before the
 *     first strategy's turn
 */
record Measurement(
    Module module,
    CrawlStrategy strategy,
    List<PageResult> results,
    Duration took,
    int peakThreads) {

  /** Enough pages to have a sequential strategy's code compiled. */
  private static final int SEQUENTIAL_WARM_UP_PAGES = 10;

  /** Warms each strategy up and measures it, before the next one's turn. */
  static List<Measurement> of(List<CrawlSample> crawlers, CrawlJob job) throws Exception {
    var threads = ManagementFactory.getThreadMXBean();
    int threadsBefore = threads.getThreadCount();
    var measurements = new ArrayList<Measurement>();
    var failedBefore = new HashSet<URI>();
    for (var crawler : crawlers) {
      for (var strategy : crawler.strategies(job.concurrency())) {
        warmUp(strategy, job.withOnPage(page -> {}), failedBefore);
        var measured = measure(crawler.module(), strategy, job, threads, threadsBefore);
        measured.failures().forEach(failure -> failedBefore.add(failure.url()));
        measurements.add(measured);
      }
    }
    return measurements;
  }

  private static Measurement measure(
      Module module, CrawlStrategy strategy, CrawlJob job, ThreadMXBean threads, int threadsBefore)
      throws Exception {
    threads.resetPeakThreadCount();
    var side = new SideEvent(module + ", " + strategy.name(), false);
    side.begin();
    long start = System.nanoTime();
    var results = strategy.crawl().crawl(job);
    var took = Duration.ofNanos(System.nanoTime() - start);
    side.commit();
    int peak = Math.max(0, threads.getPeakThreadCount() - threadsBefore);
    return new Measurement(module, strategy, results, took, peak);
  }

  /** Crawls for the compiler's sake, but does not wait again for pages that have failed before. */
  private static void warmUp(CrawlStrategy strategy, CrawlJob job, Set<URI> failedBefore)
      throws Exception {
    var urls = job.urls().stream().filter(url -> !failedBefore.contains(url)).toList();
    if (strategy.sequential()) {
      urls = urls.subList(0, Math.min(urls.size(), SEQUENTIAL_WARM_UP_PAGES));
    }
    if (!urls.isEmpty()) {
      strategy.crawl().crawl(job.withUrls(urls));
    }
  }

  Stream<Page> pages() {
    return results.stream().filter(Page.class::isInstance).map(Page.class::cast);
  }

  Stream<PageFailure> failures() {
    return results.stream().filter(PageFailure.class::isInstance).map(PageFailure.class::cast);
  }

  Duration slowestPage() {
    return results.stream().map(PageResult::took).max(Duration::compareTo).orElse(Duration.ZERO);
  }

  /** The addresses for which this crawl and {@code other} did not get the same content. */
  List<URI> differences(Measurement other) {
    var urls = new ArrayList<URI>();
    for (int i = 0; i < results.size(); i++) {
      if (!sameContent(results.get(i), other.results.get(i))) {
        urls.add(results.get(i).url());
      }
    }
    return urls;
  }

  private static boolean sameContent(PageResult a, PageResult b) {
    return a instanceof Page p && b instanceof Page q
        ? p.bytes() == q.bytes() && p.title().equals(q.title())
        : a instanceof PageFailure && b instanceof PageFailure;
  }

  String label() {
    return module + ", " + strategy.name();
  }
}
