package dev.tandem.threads.samples;

import dev.tandem.samples.AtLeastOne;
import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import picocli.CommandLine.Option;

/**
 * Nobody begins a phase before everybody has done the last one. If one leaves for good, those who
 * wait for it would wait for ever; a broken barrier tells them.
 */
@CatalogueEntry(
    id = "barrier",
    title = "Work in phases behind a barrier; one leaves, and all learn of it",
    documents = "001")
public final class BarrierPhases extends Sample {
  @Option(
      names = "--workers",
      paramLabel = "N",
      defaultValue = "3",
      converter = AtLeastOne.class,
      description = "How many work; the last one leaves (default: ${DEFAULT-VALUE}).")
  private int workers;

  @Option(
      names = "--phases",
      paramLabel = "N",
      defaultValue = "2",
      converter = AtLeastOne.class,
      description = "After how many phases it leaves (default: ${DEFAULT-VALUE}).")
  private int phases;

  @Override
  public void run(Stage stage) throws InterruptedException {
    main(workers, phases, stage.scaled(0.1));
  }

  // snippet: lesson
  static void worker(String name, int phases, CyclicBarrier barrier, double seconds) {
    try {
      for (int phase = 1; phase <= phases; phase++) {
        barrier.await();
        System.out.println(name + " begins phase " + phase);
        Thread.sleep(Math.round(1000 * seconds));
      }
      System.out.println(name + " leaves");
      Thread.currentThread().interrupt(); // there is no abort: who comes interrupted breaks it
      barrier.await();
    } catch (BrokenBarrierException e) {
      System.out.println(name + " learns that somebody left");
    } catch (InterruptedException end) {
      // it has left
    }
  }

  static void main(int count, int phases, double seconds) throws InterruptedException {
    CyclicBarrier barrier = new CyclicBarrier(count);
    List<Thread> workers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String name = "worker-" + i;
      int own = i == count - 1 ? phases : phases + 1; // the last worker has one phase less
      workers.add(new Thread(() -> worker(name, own, barrier, seconds), name));
    }
    for (Thread worker : workers) {
      worker.start();
    }
    for (Thread worker : workers) {
      worker.join();
    }
  }

  // end

  /** Runs the sample. */
  public static void main(String[] args) {
    new BarrierPhases().launch(args);
  }
}
