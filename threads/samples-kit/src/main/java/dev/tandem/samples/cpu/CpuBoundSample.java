package dev.tandem.samples.cpu;

import dev.tandem.samples.Comparison;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Stage;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;

/** The job of the documents that only computes, by each of a module's engines. */
public abstract class CpuBoundSample extends Sample {
  @Mixin private CpuOptions options = new CpuOptions();

  /** This module's engines. */
  protected abstract List<Engine> engines();

  @Override
  public final void run(Stage stage) throws Exception {
    System.out.println(options.description());
    var measurements = new ArrayList<CpuMeasurement>();
    for (var engine : engines()) {
      var measured =
          CpuMeasurement.of(
              module(),
              engine,
              options,
              notice -> System.out.println(engine.name() + ": " + notice));
      System.out.printf(
          "%s, cost: %.2f seconds (and %.2f to start)%n",
          engine.name(), measured.seconds(), measured.startUpSeconds());
      measured.shares().forEach(share -> System.out.println("  " + share));
      measurements.add(measured);
    }
    CpuComparison.requireSameAnswers(measurements);
    var one = measurements.get(0);
    System.out.printf("%d of %d are prime%n", one.primes(), one.answers().size());
  }

  @Override
  public final Comparison compare(List<Sample> brothers, Stage stage) throws Exception {
    var samples = brothers.stream().map(CpuBoundSample.class::cast).toList();
    var measurements = new ArrayList<CpuMeasurement>();
    try (var progress =
        stage.progress(id(), samples.stream().mapToInt(s -> s.engines().size()).sum())) {
      for (var sample : samples) {
        for (var engine : sample.engines()) {
          measurements.add(CpuMeasurement.of(sample.module(), engine, options, toldLater -> {}));
          progress.step();
        }
      }
    }
    return new CpuComparison(id(), options.description(), measurements);
  }
}
