package dev.tandem.threads.samples;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.PermitsOptions;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Mixin;

/** However many tasks there are, no more of them work at once than the semaphore has permits. */
@CatalogueEntry(id = "semaphore", title = "Share ten permits among many tasks", documents = "001")
public final class SemaphorePermits extends Sample {
  @Mixin private PermitsOptions options = new PermitsOptions();

  @Override
  public void run(Stage stage) throws InterruptedException {
    main(options.permits(), options.tasks(), stage.scaled(1.0));
  }

  // snippet: lesson
  record Room(Semaphore permits, AtomicInteger inside, AtomicInteger most) {}

  static void work(String name, Room room, double seconds) {
    try {
      room.permits().acquire();
      try {
        int inside = room.inside().incrementAndGet();
        room.most().accumulateAndGet(inside, Math::max);
        System.out.println(name + " works, " + inside + " inside");
        Thread.sleep(Math.round(1000 * seconds));
        room.inside().decrementAndGet();
      } finally {
        room.permits().release();
      }
    } catch (InterruptedException end) {
      // nobody needs this work any more
    }
  }

  static void main(int permits, int count, double seconds) throws InterruptedException {
    Semaphore semaphore = new Semaphore(permits, true); // first come, first served
    Room room = new Room(semaphore, new AtomicInteger(), new AtomicInteger());
    long start = System.nanoTime();
    List<Thread> tasks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String name = "task-" + i;
      tasks.add(new Thread(() -> work(name, room, seconds), name));
    }
    tasks.forEach(Thread::start);
    for (Thread task : tasks) {
      task.join();
    }
    double took = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        "%d tasks, never more than %d inside, took %.2f s%n", count, room.most().get(), took);
  }

  // end

  /** Runs the sample. */
  public static void main(String[] args) {
    new SemaphorePermits().launch(args);
  }
}
