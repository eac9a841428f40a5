package dev.tandem.samples;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The outputs of one sample in several modules, in columns beside each other. */
public final class OutputComparison implements Comparison {
  /**
   * What one module's version printed.
   *
   * @param module the module
   * @param seconds how long it took
   * @param output the lines it printed
   */
  public record Performance(Module module, double seconds, List<String> output) {
    private String header() {
      return "%s, %.2f s".formatted(module, seconds);
    }

    private String line(int index) {
      return index < output.size() ? output.get(index) : "";
    }
  }

  /** What is narrower than this is no column that anybody would read; then they are below. */
  private static final int NARROWEST = 22;

  private record Data(String sample, List<Performance> modules) {}

  private final Data data;

  /**
   * Puts performances beside each other.
   *
   * @param sample the sample's id
   * @param performances one for each module, in the order of the columns
   */
  public OutputComparison(String sample, List<Performance> performances) {
    this.data = new Data(sample, List.copyOf(performances));
  }

  /** Plays each of {@code brothers} once, one after the other. */
  static OutputComparison of(String id, List<Sample> brothers, Stage stage) throws Exception {
    var performances = new ArrayList<Performance>();
    try (var progress = stage.progress(id, brothers.size())) {
      for (var brother : brothers) {
        performances.add(play(brother, stage.withWidth(room(stage.width(), brothers.size()))));
        progress.step();
      }
    }
    return new OutputComparison(id, performances);
  }

  private static Performance play(Sample sample, Stage stage) throws Exception {
    try (var output = CapturedOutput.start()) {
      long start = System.nanoTime();
      sample.play(stage.unwatched());
      var seconds = seconds(Duration.ofNanos(System.nanoTime() - start));
      return new Performance(sample.module(), seconds, output.lines());
    }
  }

  /**
   * A time in seconds, to the millisecond.
   *
   * @param time the time
   * @return its seconds
   */
  public static double seconds(Duration time) {
    return Math.round(time.toNanos() / 1e6) / 1e3;
  }

  /** How wide each of {@code columns} is that share {@code width}, if they are to be beside. */
  private static int room(int width, int columns) {
    int each = (width - 1) / columns - 3;
    return each >= NARROWEST ? each : width;
  }

  @Override
  public void print(Stage stage) {
    System.out.println(
        besideEachOther(stage.width()).orElseGet(() -> belowEachOther(stage.width())));
  }

  private Optional<String> besideEachOther(int width) {
    int height = data.modules.stream().mapToInt(p -> p.output.size()).max().orElse(0);
    return Table.grid(
        IntStream.range(0, height).boxed().toList(),
        data.modules.stream()
            .map(p -> Table.output(p.header(), NARROWEST, (Integer index) -> p.line(index)))
            .toList(),
        width);
  }

  private String belowEachOther(int width) {
    return data.modules.stream()
        .map(p -> Table.of(p.output, List.of(Table.output(p.header(), 1, line -> line)), width))
        .collect(Collectors.joining(System.lineSeparator()));
  }

  @Override
  public Object data() {
    return data;
  }

  @Override
  public void check() {}
}
