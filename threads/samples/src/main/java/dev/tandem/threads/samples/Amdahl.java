package dev.tandem.threads.samples;

import static dev.tandem.samples.Table.right;
import static java.util.concurrent.TimeUnit.MINUTES;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.Misuse;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Stage;
import dev.tandem.samples.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * A job of which the part B cannot be shared out gets no faster than 1 / B, however many work on
 * it: Amdahl's law, beside what this machine achieves. A job that computes gains nothing from more
 * threads than there are processors; one that waits does.
 */
@CatalogueEntry(
    id = "amdahl",
    title = "Predict a speed-up by Amdahl's law, then measure it",
    documents = "000")
public final class Amdahl extends Sample {
  private static final int BLOCKS = 8_000;
  private static final byte[] BLOCK = new byte[64 * 1024];
  private static final Duration WHOLE_WAIT = Duration.ofSeconds(1);

  /** What the job is made of. */
  enum Work {
    COMPUTE,
    WAIT
  }

  @Spec private CommandSpec spec;

  @Option(
      names = "--serial",
      paramLabel = "B",
      defaultValue = "0.1",
      description =
          "The part of the job that cannot be shared, 0 to 1 (default: ${DEFAULT-VALUE}).")
  private double serial;

  @Option(
      names = "--workers",
      paramLabel = "J",
      split = ",",
      defaultValue = "1,2,4,8,16",
      description = "How many share the rest of the job (default: ${DEFAULT-VALUE}).")
  private List<Integer> workers;

  @Option(
      names = "--work",
      paramLabel = "KIND",
      defaultValue = "COMPUTE",
      description = "What the job does: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Work work;

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "3",
      description = "How often to measure each; the fastest counts (default: ${DEFAULT-VALUE}).")
  private int runs;

  @Option(
      names = "--picture",
      paramLabel = "FILE",
      description = "Draw the curve into this PNG file (default: a new temporary file).")
  private Path picture;

  private record Row(int workers, double predicted, double measured, double seconds) {}

  @Override
  public void run(Stage stage) throws Exception {
    checkOptions();
    var rows = measure(stage);
    print(rows, stage);
    draw(rows, stage);
  }

  private void checkOptions() {
    require(serial >= 0 && serial <= 1, "--serial must be from 0 to 1, not " + serial);
    require(runs >= 1, "--runs must be at least 1, not " + runs);
    for (int number : workers) {
      require(number >= 1, "--workers must be at least 1, not " + number);
    }
    if (picture != null) {
      var folder = picture.toAbsolutePath().getParent();
      require(
          folder != null && Files.isDirectory(folder) && !Files.isDirectory(picture),
          "--picture must name a file in an existing folder, not " + picture);
    }
  }

  private void require(boolean condition, String message) {
    if (!condition) {
      throw new Misuse(
          spec.commandLine(), message, "Try '--serial 0.25 --workers 1,2,4 --picture amdahl.png'.");
    }
  }

  /** S(j) = 1 / (B + (1 − B) / j). */
  static double predictedSpeedUp(double serial, int workers) {
    return 1 / (serial + (1 - serial) / workers);
  }

  private List<Row> measure(Stage stage) throws Exception {
    var numbers = new TreeSet<>(workers);
    try (var progress = stage.progress(id(), numbers.size() + 1)) {
      double alone = fastest(1, stage);
      progress.step();
      var rows = new ArrayList<Row>();
      for (int number : numbers) {
        double seconds = number == 1 ? alone : fastest(number, stage);
        rows.add(new Row(number, predictedSpeedUp(serial, number), alone / seconds, seconds));
        progress.step();
      }
      return rows;
    }
  }

  /** The seconds that the job takes when so many share it. */
  private double fastest(int workers, Stage stage) throws Exception {
    var pool = Executors.newFixedThreadPool(workers);
    try {
      long best = Long.MAX_VALUE;
      for (int run = 0; run < runs; run++) {
        long start = System.nanoTime();
        doJob(workers, pool, stage);
        best = Math.min(best, System.nanoTime() - start);
      }
      return best / 1e9;
    } finally {
      pool.shutdownNow();
      pool.awaitTermination(1, MINUTES);
    }
  }

  private void doJob(int workers, ExecutorService pool, Stage stage)
      throws InterruptedException, ExecutionException, NoSuchAlgorithmException {
    doPart(serial, stage); // nobody can help with this
    Callable<Void> share =
        () -> {
          doPart((1 - serial) / workers, stage);
          return null;
        };
    for (var future : pool.invokeAll(Collections.nCopies(workers, share))) {
      future.get();
    }
  }

  private void doPart(double part, Stage stage)
      throws InterruptedException, NoSuchAlgorithmException {
    switch (work) {
      case COMPUTE -> compute(part);
      case WAIT -> stage.sleep(Duration.ofNanos(Math.round(part * WHOLE_WAIT.toNanos())));
    }
  }

  private static void compute(double part) throws InterruptedException, NoSuchAlgorithmException {
    var digest = MessageDigest.getInstance("SHA-256");
    long blocks = Math.round(part * BLOCKS);
    for (long i = 0; i < blocks; i++) {
      digest.update(BLOCK);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
  }

  private void print(List<Row> rows, Stage stage) {
    stage
        .out()
        .printf("B = %s, %d processors%n", serial, Runtime.getRuntime().availableProcessors());
    stage
        .out()
        .println(
            Table.of(
                rows,
                List.of(
                    right("workers", Row::workers),
                    right("predicted", row -> "%.2f".formatted(row.predicted)),
                    right("measured", row -> "%.2f".formatted(row.measured)),
                    right("seconds", row -> "%.3f".formatted(row.seconds)))));
    stage.out().println("limit: " + (serial > 0 ? "%.2f".formatted(1 / serial) : "none"));
  }

  private void draw(List<Row> rows, Stage stage) throws IOException {
    var measured = new TreeMap<Integer, Double>();
    rows.forEach(row -> measured.put(row.workers, row.measured));
    var file = picture != null ? picture : Files.createTempFile("amdahl-", ".png");
    SpeedUpPicture.write(file, serial, measured);
    stage.out().println("curve: " + file);
  }

  /** Runs the sample. */
  public static void main(String[] args) {
    new Amdahl().launch(args);
  }
}
