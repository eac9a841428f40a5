package dev.tandem.threads.samples;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Stage;
import dev.tandem.samples.amdahl.AmdahlOptions;
import dev.tandem.samples.amdahl.SpeedUp;
import dev.tandem.samples.amdahl.SpeedUpPicture;
import dev.tandem.samples.amdahl.SpeedUpTable;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine.Mixin;

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
  private static final byte[] BLOCK = new byte[64 * 1024];
  private static final Duration WHOLE_WAIT = Duration.ofSeconds(1);

  @Mixin private AmdahlOptions options = new AmdahlOptions();

  @Override
  public void run(Stage stage) throws Exception {
    options.check();
    var measured = measure(stage);
    SpeedUpTable.print(stage, options.law(), measured);
    var picture = SpeedUpPicture.write(options.picture(), options.law(), measured);
    System.out.println("curve: " + picture);
  }

  private List<SpeedUp> measure(Stage stage) throws Exception {
    Work waiting = part -> stage.sleep(Duration.ofNanos(Math.round(part * WHOLE_WAIT.toNanos())));
    Work computing = part -> hash(Math.round(part * options.blocks()));
    try (var progress = stage.progress(id(), options.workers().size() + 1)) {
      double waitingAlone = fastest(waiting, 1);
      double computingAlone = fastest(computing, 1);
      progress.step();
      var measured = new ArrayList<SpeedUp>();
      for (int workers : options.workers()) {
        measured.add(
            new SpeedUp(
                workers,
                speedUp(waiting, waitingAlone, workers),
                speedUp(computing, computingAlone, workers)));
        progress.step();
      }
      return measured;
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
    double best = Double.MAX_VALUE;
    for (int run = 0; run < options.runs(); run++) {
      best = Math.min(best, seconds(options.law().serial(), workers, job));
    }
    return best;
  }

  // snippet: lesson
  static double predictedSpeedUp(double serial, int workers) {
    return 1 / (serial + (1 - serial) / workers); // Amdahl's law; its limit is 1 / serial
  }

  /** Does so much of the whole job: 0 is none of it, 1 is all. */
  interface Work {
    void doPart(double part) throws Exception;
  }

  static double seconds(double serial, int workers, Work job) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(workers);
    try {
      long start = System.nanoTime();
      job.doPart(serial); // nobody can help with this
      List<Future<?>> shares = new ArrayList<>();
      for (int i = 0; i < workers; i++) {
        shares.add(
            pool.submit(
                () -> {
                  job.doPart((1 - serial) / workers);
                  return null;
                }));
      }
      for (Future<?> share : shares) {
        share.get();
      }
      return (System.nanoTime() - start) / 1e9;
    } finally {
      pool.shutdownNow();
    }
  }

  // end

  /** Runs the sample. */
  public static void main(String[] args) {
    new Amdahl().launch(args);
  }
}
