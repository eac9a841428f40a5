package dev.tandem.samples;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The outputs of one sample in several modules, in columns beside each other. */
public final class SideBySide implements Comparison {
  /**
   * What one module's version printed.
   *
   * @param module the module
   * @param seconds how long it took
   * @param output the lines it printed
   */
  public record Performance(Module module, double seconds, List<String> output) {
    private String line(int index) {
      return index < output.size() ? output.get(index) : "";
    }
  }

  private record Data(String sample, List<Performance> modules) {}

  private final Data data;

  /**
   * Puts performances beside each other.
   *
   * @param sample the sample's id
   * @param performances one for each module, in the order of the columns
   */
  public SideBySide(String sample, List<Performance> performances) {
    this.data = new Data(sample, List.copyOf(performances));
  }

  /** Plays each of {@code brothers} once, one after the other. */
  static SideBySide of(String id, List<Sample> brothers, Stage stage) throws Exception {
    var performances = new ArrayList<Performance>();
    try (var progress = stage.progress(id, brothers.size())) {
      for (var brother : brothers) {
        var recording = new Stage.Recording(stage.speed());
        long start = System.nanoTime();
        brother.run(recording.stage());
        var seconds = seconds(Duration.ofNanos(System.nanoTime() - start));
        performances.add(new Performance(brother.module(), seconds, recording.lines()));
        progress.step();
      }
    }
    return new SideBySide(id, performances);
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

  @Override
  public void print(PrintStream out) {
    int height = data.modules.stream().mapToInt(p -> p.output.size()).max().orElse(0);
    out.println(
        Table.of(
            IntStream.range(0, height).boxed().toList(),
            data.modules.stream()
                .map(p -> Table.left("%s, %.2f s".formatted(p.module, p.seconds), p::line))
                .toList()));
  }

  @Override
  public Object data() {
    return data;
  }

  @Override
  public void check() {}
}
