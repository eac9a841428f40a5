package dev.tandem.threads.samples;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.CountdownOptions;
import dev.tandem.samples.NamedDelay;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Stage;
import dev.tandem.threads.Event;
import dev.tandem.threads.Guard;
import dev.tandem.threads.samples.crew.Crew;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import picocli.CommandLine.Mixin;

/** Behind one lock the countdowns take turns, and the time they take adds up. */
@CatalogueEntry(
    id = "countdown-locked",
    title = "Two workers count down one after the other, behind one lock",
    documents = "000")
public final class CountdownLocked extends Sample {
  @Mixin private CountdownOptions options = new CountdownOptions();

  private final Lock lock = new ReentrantLock(true); // fair: first come, first served

  @Override
  public void run(Stage stage) throws Exception {
    int from = options.from();
    try (var crew = new Crew()) {
      var firstHasLock = new Event();
      for (var worker : options.workers()) {
        crew.start(worker.name(), () -> work(stage, worker, from, firstHasLock));
        firstHasLock.await(); // or the second might overtake the first on their way to the lock
      }
      crew.join();
      printLiving(stage, crew.living());
    }
    System.out.println("Finished.");
  }

  private void work(Stage stage, NamedDelay worker, int from, Event hasLock)
      throws InterruptedException {
    System.out.println("Start thread:" + worker.name());
    try (var held = Guard.holdInterruptibly(lock)) {
      hasLock.set();
      for (int counter = from; counter > 0; counter--) {
        stage.sleep(worker.delay());
        System.out.println("Thread%s counting down:%d ...".formatted(worker.name(), counter));
      }
    }
    System.out.println("End thread:" + worker.name());
  }

  private static void printLiving(Stage stage, List<Thread> workers) {
    var living = new ArrayList<Thread>();
    living.add(Thread.currentThread());
    living.addAll(workers);
    System.out.println("number of live workers -> " + living.size());
    System.out.println("current worker -> " + Thread.currentThread().getName());
    System.out.println("all live workers -> " + living.stream().map(Thread::getName).toList());
  }

  /** Runs the sample. */
  public static void main(String[] args) {
    new CountdownLocked().launch(args);
  }
}
