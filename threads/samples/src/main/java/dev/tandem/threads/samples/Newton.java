package dev.tandem.threads.samples;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.NewtonOptions;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Stage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine.Mixin;

/** What needs the last result before it can begin cannot be shared out, however many offer. */
@CatalogueEntry(
    id = "newton",
    title = "Find a root by Newton's iteration: workers gain nothing",
    documents = {"000", "003"})
public final class Newton extends Sample {
  @Mixin private NewtonOptions options = new NewtonOptions();

  @Override
  public void run(Stage stage) throws Exception {
    main(options.number(), options.steps(), options.workers());
  }

  // snippet: lesson
  static double better(double guess, double number) {
    return (guess + number / guess) / 2;
  }

  static double alone(double number, int steps) {
    double guess = number;
    for (int i = 0; i < steps; i++) {
      guess = better(guess, number);
    }
    return guess;
  }

  static double byWorkers(double number, int steps, int workers) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(workers);
    try {
      double guess = number;
      for (int i = 0; i < steps; i++) {
        double last = guess;
        Future<Double> step = pool.submit(() -> better(last, number));
        guess = step.get(); // the next step needs it: the other workers have nothing to do
      }
      return guess;
    } finally {
      pool.shutdownNow();
    }
  }

  static void main(double number, int steps, int workers) throws Exception {
    long start = System.nanoTime();
    System.out.printf("alone: %.6f%n", alone(number, steps));
    long between = System.nanoTime();
    System.out.printf("%d workers: %.6f%n", workers, byWorkers(number, steps, workers));
    double gain = (double) (between - start) / (System.nanoTime() - between);
    System.out.printf("speed-up: %.2f%n", gain);
  }

  // end

  /** Runs the sample. */
  public static void main(String[] args) {
    new Newton().launch(args);
  }
}
