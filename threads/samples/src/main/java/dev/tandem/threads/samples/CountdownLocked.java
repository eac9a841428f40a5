package dev.tandem.threads.samples;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.CountdownOptions;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Stage;
import dev.tandem.threads.Event;
import dev.tandem.threads.Guard;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;

/** Behind one lock the countdowns take turns, and the time they take adds up. */
@CatalogueEntry(
    id = "countdown-locked",
    title = "Two workers count down one after the other, behind one lock",
    documents = "000")
public final class CountdownLocked extends Sample {
  @Mixin private CountdownOptions options = new CountdownOptions();

  @Override
  public void run(Stage stage) throws InterruptedException {
    main(options.workers(stage), options.from());
  }

  // snippet: lesson
  static void countDown(String name, double seconds, int from, Lock lock, Event locked) {
    System.out.println("Start thread:" + name);
    try (var held = Guard.hold(lock)) {
      locked.set();
      for (int count = from; count > 0; count--) {
        Thread.sleep(Math.round(1000 * seconds));
        System.out.println("Thread" + name + " counting down:" + count + " ...");
      }
    } catch (InterruptedException end) {
      return; // nobody waits for this countdown any more
    }
    System.out.println("End thread:" + name);
  }

  static void main(Map<String, Double> workers, int from) throws InterruptedException {
    Lock lock = new ReentrantLock();
    Event locked = new Event();
    List<Thread> threads = new ArrayList<>();
    for (String name : workers.keySet()) {
      double seconds = workers.get(name);
      Thread thread = new Thread(() -> countDown(name, seconds, from, lock, locked), name);
      thread.start();
      locked.await(); // the first to start is to be the first to have the lock
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    Thread[] living = new Thread[Thread.activeCount()];
    Thread.enumerate(living);
    System.out.println("number of live workers -> " + living.length);
    System.out.println("current worker -> " + Thread.currentThread().getName());
    System.out.println("all live workers -> " + Stream.of(living).map(Thread::getName).toList());
    System.out.println("Finished.");
  }

  // end

  /** Runs the sample. */
  public static void main(String[] args) {
    new CountdownLocked().launch(args);
  }
}
