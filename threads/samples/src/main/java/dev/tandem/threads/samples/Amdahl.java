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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * A job of which the part B cannot be shared out gets no faster than 1 / B, however many work on
 * it: Amdahl's law. A job that waits keeps to it with any number of threads; a job that computes
 * only as long as each thread has a processor to itself.
 */
@CatalogueEntry(
    id = "amdahl",
    title = "Predict a speed-up by Amdahl's law, then measure it",
    documents = "000")
public final class Amdahl extends Sample {
  private static final int MOST_WORKERS = 1000;
  private static final byte[] BLOCK = new byte[64 * 1024];
  private static final Duration WHOLE_WAIT = Duration.ofSeconds(1);

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
      names = "--blocks",
      paramLabel = "N",
      defaultValue = "8000",
      description = "How many blocks of 64 KiB are to be hashed (default: ${DEFAULT-VALUE}).")
  private int blocks;

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

  private record Row(int workers, double predicted, double waiting, double computing) {}

  /** Does so much of the whole job: 0 is none of it, 1 is all. */
  private interface Work {
    void doPart(double part) throws Exception;
  }

  @Override
  public void run(Stage stage) throws Exception {
    checkOptions();
    var rows = measure(stage);
    print(rows, stage);
    draw(rows, stage);
  }

  private void checkOptions() {
    require(serial >= 0 && serial <= 1, "--serial must be from 0 to 1, not " + serial);
    require(blocks >= 1, "--blocks must be at least 1, not " + blocks);
    require(runs >= 1, "--runs must be at least 1, not " + runs);
    for (int number : workers) {
      require(
          number >= 1 && number <= MOST_WORKERS,
          "--workers must be from 1 to %d, not %d".formatted(MOST_WORKERS, number));
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
    Work waiting = part -> stage.sleep(Duration.ofNanos(Math.round(part * WHOLE_WAIT.toNanos())));
    Work computing = part -> hash(Math.round(part * blocks));
    var numbers = new TreeSet<>(workers);
    try (var progress = stage.progress(id(), numbers.size() + 1)) {
      double waitingAlone = fastest(waiting, 1);
      double computingAlone = fastest(computing, 1);
      progress.step();
      var rows = new ArrayList<Row>();
      for (int number : numbers) {
        rows.add(
            new Row(
                number,
                predictedSpeedUp(serial, number),
                speedUp(waiting, waitingAlone, number),
                speedUp(computing, computingAlone, number)));
        progress.step();
      }
      return rows;
    }
  }

  private static void hash(long blocks) throws InterruptedException, NoSuchAlgorithmException {
    var digest = MessageDigest.getInstance("SHA-256");
    for (long i = 0; i < blocks; i++) {
      digest.update(BLOCK);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
  }

  private double speedUp(Work job, double alone, int workers) throws Exception {
    return workers == 1 ? 1 : alone / fastest(job, workers);
  }

  /** The seconds that a job takes when so many share it. */
  private double fastest(Work job, int workers) throws Exception {
    var pool = Executors.newFixedThreadPool(workers);
    try {
      long best = Long.MAX_VALUE;
      for (int run = 0; run < runs; run++) {
        long start = System.nanoTime();
        doAll(job, workers, pool);
        best = Math.min(best, System.nanoTime() - start);
      }
      return best / 1e9;
    } finally {
      pool.shutdownNow();
      pool.awaitTermination(1, MINUTES);
    }
  }

  private void doAll(Work job, int workers, ExecutorService pool) throws Exception {
    job.doPart(serial); // nobody can help with this
    Callable<Void> share =
        () -> {
          job.doPart((1 - serial) / workers);
          return null;
        };
    for (var future : pool.invokeAll(Collections.nCopies(workers, share))) {
      future.get();
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
                    right("waiting", row -> "%.2f".formatted(row.waiting)),
                    right("computing", row -> "%.2f".formatted(row.computing)))));
    stage.out().println("limit: " + (serial > 0 ? "%.2f".formatted(1 / serial) : "none"));
  }

  private void draw(List<Row> rows, Stage stage) throws IOException {
    var waiting = new TreeMap<Integer, Double>();
    var computing = new TreeMap<Integer, Double>();
    for (var row : rows) {
      waiting.put(row.workers, row.waiting);
      computing.put(row.workers, row.computing);
    }
    var file = picture != null ? picture : Files.createTempFile("amdahl-", ".png");
    SpeedUpPicture.write(file, serial, waiting, computing);
    stage.out().println("curve: " + file);
  }

  /** Runs the sample. */
  public static void main(String[] args) {
    new Amdahl().launch(args);
  }
}
