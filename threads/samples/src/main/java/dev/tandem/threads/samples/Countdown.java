package dev.tandem.threads.samples;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.CountdownOptions;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;

/**
 * Threads that sleep, sleep at the same time: two countdowns together take as long as the longer
 * one.
 */
@CatalogueEntry(
    id = "countdown",
    title = "Two workers count down side by side",
    documents = {"000", "002"})
public final class Countdown extends Sample {
  @Mixin private CountdownOptions options = new CountdownOptions();

  @Override
  public void run(Stage stage) throws InterruptedException {
    main(options.workers(stage), options.from());
  }

  // snippet: lesson
  static void countDown(String name, double seconds, int from) {
    try {
      System.out.println("Start thread:" + name);
      for (int count = from; count > 0; count--) {
        Thread.sleep(Math.round(1000 * seconds));
        System.out.println("Thread" + name + " counting down:" + count + " ...");
      }
      System.out.println("End thread:" + name);
    } catch (InterruptedException end) {
      // nobody waits for this countdown any more
    }
  }

  static void main(Map<String, Double> workers, int from) throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    workers.forEach(
        (name, seconds) -> threads.add(new Thread(() -> countDown(name, seconds, from), name)));
    for (Thread thread : threads) {
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    System.out.println("Finished.");
  }

  // end

  /** Runs the sample. */
  public static void main(String[] args) {
    new Countdown().launch(args);
  }
}
