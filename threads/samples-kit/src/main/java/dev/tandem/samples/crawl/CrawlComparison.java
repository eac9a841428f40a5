package dev.tandem.samples.crawl;

import static dev.tandem.samples.Table.left;
import static dev.tandem.samples.Table.right;

import dev.tandem.samples.Comparison;
import dev.tandem.samples.Module;
import dev.tandem.samples.OutputComparison;
import dev.tandem.samples.OutputComparison.Performance;
import dev.tandem.samples.SampleException;
import dev.tandem.samples.Stage;
import dev.tandem.samples.Table;
import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every module's strategies on the same pages, measured against each other.
 *
 * <p>Speed-ups are over the fastest sequential strategy of any module. The limit is what no
 * strategy can beat: the page that took longest in that sequential crawl. Where the pages came
 * faster than then, it is reached.
 */
final class CrawlComparison implements Comparison {
  private static final int DIFFERENCES_SHOWN = 3;

  /** What one strategy achieved, as the report shows it. */
  private record Row(
      Module module,
      String name,
      long ok,
      long failed,
      long bytes,
      double seconds,
      double speedup,
      double limitShare,
      int peakThreads) {

    private static Row of(Measurement m, Measurement baseline) {
      return new Row(
          m.module(),
          m.strategy().name(),
          m.pages().count(),
          m.failures().count(),
          m.pages().mapToLong(Page::bytes).sum(),
          OutputComparison.seconds(m.took()),
          ratio(baseline.took(), m.took()),
          Math.min(1, ratio(baseline.slowestPage(), m.took())),
          m.peakThreads());
    }

    private static double ratio(Duration a, Duration b) {
      return Math.round(100.0 * a.toNanos() / Math.max(1, b.toNanos())) / 100.0;
    }
  }

  private record Failure(URI url, String reason) {}

  private record Data(String sample, String input, List<Row> strategies, List<Failure> failures) {}

  private final List<Measurement> measurements;
  private final Data data;

  /**
   * Compares what was measured.
   *
   * @param sample the sample's id
   * @param input what was crawled
   * @param measurements at least one of a sequential strategy, all of the same pages
   */
  CrawlComparison(String sample, String input, List<Measurement> measurements) {
    var baseline =
        measurements.stream()
            .filter(m -> m.strategy().sequential())
            .min(Comparator.comparing(Measurement::took))
            .orElseThrow(() -> new IllegalArgumentException("no strategy is sequential"));
    this.measurements = List.copyOf(measurements);
    this.data =
        new Data(
            sample,
            input,
            measurements.stream().map(m -> Row.of(m, baseline)).toList(),
            measurements.stream()
                .flatMap(Measurement::failures)
                .map(f -> new Failure(f.url(), f.reason()))
                .distinct()
                .toList());
  }

  @Override
  public Object data() {
    return data;
  }

  @Override
  public void check() throws SampleException {
    var reference = measurements.get(0);
    for (var other : measurements) {
      var differences = reference.differences(other);
      if (!differences.isEmpty()) {
        throw new SampleException(
            "%s and %s got different answers for %d of the pages: %s"
                .formatted(
                    reference.label(),
                    other.label(),
                    differences.size(),
                    differences.stream()
                        .limit(DIFFERENCES_SHOWN)
                        .map(URI::toString)
                        .collect(Collectors.joining(", "))));
      }
    }
    requireAnyPage(reference.results());
  }

  private static void requireAnyPage(List<PageResult> results) throws SampleException {
    if (results.stream().noneMatch(Page.class::isInstance)) {
      var first = (PageFailure) results.get(0);
      throw new SampleException(
          "no page could be fetched; the first: " + first.url() + " " + first.reason());
    }
  }

  @Override
  public void print(Stage stage) {
    var out = System.out;
    sideBySide().print(stage);
    out.printf("%n%s:%n", data.input);
    out.println(
        Table.of(
            data.strategies,
            List.of(
                left("module", Row::module),
                left("strategy", Row::name),
                right("pages", Row::ok),
                right("failed", Row::failed),
                right("bytes", row -> "%,d".formatted(row.bytes)),
                right("seconds", row -> "%.3f".formatted(row.seconds)),
                right("speed-up", row -> "%.1f".formatted(row.speedup)),
                right("of the limit", row -> "%.0f %%".formatted(100 * row.limitShare)),
                right("peak threads", Row::peakThreads)),
            stage.width()));
    if (!data.failures.isEmpty()) {
      out.printf("%nPages that failed:%n");
      out.println(
          Table.of(
              data.failures,
              List.of(left("page", Failure::url), left("reason", Failure::reason)),
              stage.width()));
    }
  }

  /** What the document's program prints, with its pages left out. */
  private OutputComparison sideBySide() {
    var modules = measurements.stream().map(Measurement::module).distinct();
    return new OutputComparison(data.sample, modules.map(this::performance).toList());
  }

  private Performance performance(Module module) {
    var own = measurements.stream().filter(m -> m.module() == module).toList();
    return new Performance(
        module,
        own.stream().mapToDouble(m -> OutputComparison.seconds(m.took())).sum(),
        own.stream().flatMap(CrawlComparison::printed).toList());
  }

  private static Stream<String> printed(Measurement m) {
    return Stream.of(
        "start %s crawling...".formatted(m.strategy().name()),
        "... %d pages".formatted(m.results().size()),
        "end %s crawling...".formatted(m.strategy().name()),
        "consume: %.2f s".formatted(OutputComparison.seconds(m.took())));
  }
}
