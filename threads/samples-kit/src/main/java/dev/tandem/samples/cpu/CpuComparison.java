package dev.tandem.samples.cpu;

import static dev.tandem.samples.Table.left;
import static dev.tandem.samples.Table.right;

import dev.tandem.samples.Comparison;
import dev.tandem.samples.Module;
import dev.tandem.samples.SampleException;
import dev.tandem.samples.Stage;
import dev.tandem.samples.Table;
import java.util.List;

/** Every module's engines on the same numbers; speed-ups are over one thread. */
final class CpuComparison implements Comparison {
  private record Row(
      Module module,
      String engine,
      long primes,
      double startUp,
      double seconds,
      double speedup,
      List<String> notices,
      List<String> shares) {}

  private record Data(String sample, String input, List<Row> engines) {}

  private final List<CpuMeasurement> measurements;
  private final Data data;

  CpuComparison(String sample, String input, List<CpuMeasurement> measurements) {
    this.measurements = List.copyOf(measurements);
    var one =
        measurements.stream()
            .filter(m -> m.engine().equals(Engine.ONE_THREAD))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no engine is one thread"));
    this.data =
        new Data(
            sample,
            input,
            measurements.stream()
                .map(
                    m ->
                        new Row(
                            m.module(),
                            m.engine(),
                            m.primes(),
                            m.startUpSeconds(),
                            m.seconds(),
                            speedUp(one, m),
                            m.notices(),
                            m.shares()))
                .toList());
  }

  private static double speedUp(CpuMeasurement one, CpuMeasurement other) {
    return Math.round(100.0 * one.took().toNanos() / Math.max(1, other.took().toNanos())) / 100.0;
  }

  @Override
  public void print(Stage stage) {
    var out = System.out;
    out.println(data.input + ":");
    out.println(
        Table.of(
            data.engines,
            List.of(
                left("module", Row::module),
                left("engine", Row::engine),
                right("primes", Row::primes),
                right("to start, s", row -> "%.2f".formatted(row.startUp)),
                right("seconds", row -> "%.2f".formatted(row.seconds)),
                right("speed-up", row -> "%.2f".formatted(row.speedup))),
            stage.width()));
    for (var row : data.engines) {
      row.notices.forEach(notice -> out.println(row.engine + ": " + notice));
      row.shares.forEach(share -> out.println(row.engine + ": " + share));
    }
  }

  @Override
  public Object data() {
    return data;
  }

  @Override
  public void check() throws SampleException {
    requireSameAnswers(measurements);
  }

  static void requireSameAnswers(List<CpuMeasurement> measurements) throws SampleException {
    var first = measurements.get(0);
    for (var other : measurements) {
      if (!other.answers().equals(first.answers())) {
        throw new SampleException(
            "%s and %s do not give the same answers".formatted(first.engine(), other.engine()));
      }
    }
  }
}
