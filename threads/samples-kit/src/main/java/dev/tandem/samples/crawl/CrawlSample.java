package dev.tandem.samples.crawl;

import dev.tandem.samples.Comparison;
import dev.tandem.samples.Sample;
import dev.tandem.samples.SampleException;
import dev.tandem.samples.Stage;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Mixin;

/** A crawler: the same pages by one strategy after another. */
public abstract class CrawlSample extends Sample {
  @Mixin private CrawlOptions options = new CrawlOptions();

  /**
   * The ways in which this module can crawl.
   *
   * @param concurrency the limit of those that have one, for their names
   */
  protected abstract List<CrawlStrategy> strategies(int concurrency);

  /** The crawler's options. */
  final CrawlOptions options() {
    return options;
  }

  @Override
  public final void run(Stage stage) throws Exception {
    var out = System.out;
    try (var input = options.open(stage.speed())) {
      for (var strategy : strategies(options.concurrency())) {
        out.printf("start %s crawling...%n", strategy.name());
        long start = System.nanoTime();
        var pages =
            strategy.crawl().crawl(input.job().withOnPage(page -> out.println(describe(page))));
        var took = Duration.ofNanos(System.nanoTime() - start);
        out.printf("end %s crawling...%n", strategy.name());
        out.printf("consume: %.2f s%n", took.toNanos() / 1e9);
        requireAnyPage(pages);
      }
    }
  }

  @Override
  public final Comparison compare(List<Sample> brothers, Stage stage) throws Exception {
    var crawlers = brothers.stream().map(CrawlSample.class::cast).toList();
    int strategies = crawlers.stream().mapToInt(c -> c.strategies(1).size()).sum();
    try (var input = options.open(stage.speed());
        var progress = stage.progress(id(), (long) strategies * input.job().urls().size())) {
      var job = input.job().withOnPage(page -> progress.step());
      return new CrawlComparison(id(), input.description(), Measurement.of(crawlers, job));
    }
  }

  private static String describe(PageResult result) {
    return result instanceof Page page
        ? page.url() + " " + page.bytes()
        : result.url() + " " + ((PageFailure) result).reason();
  }

  /** Fails if nothing at all could be fetched. */
  static void requireAnyPage(List<PageResult> results) throws SampleException {
    if (results.stream().noneMatch(Page.class::isInstance)) {
      throw new SampleException("no page could be fetched; the first: " + describe(results.get(0)));
    }
  }
}
