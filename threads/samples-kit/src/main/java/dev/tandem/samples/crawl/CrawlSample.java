package dev.tandem.samples.crawl;

import dev.tandem.samples.Comparison;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Stage;
import java.util.List;
import picocli.CommandLine.Mixin;

/**
 * A crawler. Its lesson is one crawl after another and one at once; compared, it crawls the same
 * pages by one strategy after another.
 */
public abstract class CrawlSample extends Sample {
  @Mixin private CrawlOptions options = new CrawlOptions();

  /**
   * The ways in which this module can crawl.
   *
   * @param concurrency the limit of those that have one, for their names
   */
  protected abstract List<CrawlStrategy> strategies(int concurrency);

  /** The crawler's options. */
  protected final CrawlOptions options() {
    return options;
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
}
