package dev.tandem.samples.cpu;

import dev.tandem.samples.Module;
import dev.tandem.samples.OutputComparison;
import dev.tandem.samples.SideEvent;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/**
 * One engine's work, measured.
 *
 * @param module the module that the engine belongs to
 * @param engine its name
 * @param answers its answers, in the order of the numbers
 * @param startUp how long it took to start, and to warm up
 * @param took how long the answers took after that
 * @param notices what there was to know of it before it worked
 * @param shares who has done how much
 */
record CpuMeasurement(
    Module module,
    String engine,
    List<Boolean> answers,
    Duration startUp,
    Duration took,
    List<String> notices,
    List<String> shares) {
  /** So that every worker's code is compiled before it is timed. */
  private static final int WARM_UP_ROUNDS = 3;

  /**
   * Measures an engine.
   *
   * @param told is told the engine's notices, before it works
   */
  static CpuMeasurement of(Module module, Engine engine, CpuOptions options, Consumer<String> told)
      throws Exception {
    long start = System.nanoTime();
    try (var crew = engine.opening().open(options)) {
      var notices = crew.notices();
      notices.forEach(told);
      var numbers = options.numbers();
      crew.arePrime(Collections.nCopies(WARM_UP_ROUNDS * options.workers(), numbers.get(0)));
      var side = new SideEvent(module + ", " + engine.name(), false);
      side.begin();
      long warm = System.nanoTime();
      var answers = crew.arePrime(numbers);
      var took = Duration.ofNanos(System.nanoTime() - warm);
      side.commit();
      var startUp = Duration.ofNanos(warm - start);
      return new CpuMeasurement(
          module, engine.name(), answers, startUp, took, notices, crew.shares());
    }
  }

  long primes() {
    return answers.stream().filter(prime -> prime).count();
  }

  double seconds() {
    return OutputComparison.seconds(took);
  }

  double startUpSeconds() {
    return OutputComparison.seconds(startUp);
  }
}
