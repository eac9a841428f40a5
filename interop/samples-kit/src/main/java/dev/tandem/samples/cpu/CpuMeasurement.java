package dev.tandem.samples.cpu;

import dev.tandem.samples.Module;
import dev.tandem.samples.SideBySide;
import java.time.Duration;
import java.util.Collections;
import java.util.List;

/**
 * One engine's work, measured.
 *
 * @param module the module that the engine belongs to
 * @param engine its name
 * @param answers its answers, in the order of the numbers
 * @param startUp how long it took to start, and to warm up
 * @param took how long the answers took after that
 * @param shares who has done how much
 */
record CpuMeasurement(
    Module module,
    String engine,
    List<Boolean> answers,
    Duration startUp,
    Duration took,
    List<String> shares) {
  /** So that every worker's code is compiled before it is timed. */
  private static final int WARM_UP_ROUNDS = 3;

  static CpuMeasurement of(Module module, Engine engine, CpuOptions options) throws Exception {
    long start = System.nanoTime();
    try (var crew = engine.opening().open(options)) {
      var numbers = options.numbers();
      crew.arePrime(Collections.nCopies(WARM_UP_ROUNDS * options.workers(), numbers.get(0)));
      long warm = System.nanoTime();
      var answers = crew.arePrime(numbers);
      var took = Duration.ofNanos(System.nanoTime() - warm);
      var startUp = Duration.ofNanos(warm - start);
      return new CpuMeasurement(module, engine.name(), answers, startUp, took, crew.shares());
    }
  }

  long primes() {
    return answers.stream().filter(prime -> prime).count();
  }

  double seconds() {
    return SideBySide.seconds(took);
  }

  double startUpSeconds() {
    return SideBySide.seconds(startUp);
  }
}
