package dev.tandem.threads.samples;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.PermitsOptions;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Stage;
import dev.tandem.threads.samples.crew.Crew;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Mixin;

/** However many tasks there are, no more of them work at once than the semaphore has permits. */
@CatalogueEntry(id = "semaphore", title = "Share ten permits among many tasks", documents = "001")
public final class SemaphorePermits extends Sample {
  private static final Duration WORK = Duration.ofSeconds(1);

  @Mixin private PermitsOptions options = new PermitsOptions();

  @Override
  public void run(Stage stage) throws Exception {
    var resource = new Resource(options.permits());
    long start = System.nanoTime();
    try (var crew = new Crew()) {
      for (int i = 0; i < options.tasks(); i++) {
        crew.start("task-" + i, () -> resource.use(stage));
      }
      crew.join();
    }
    System.out.printf(
        "%d tasks, never more than %d inside, took %.2f s%n",
        options.tasks(), resource.mostInside.get(), (System.nanoTime() - start) / 1e9);
  }

  /** What the tasks share, and who is using it. */
  private static final class Resource {
    private final Semaphore semaphore;
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger mostInside = new AtomicInteger();

    Resource(int permits) {
      semaphore = new Semaphore(permits, true); // first come, first served, as asyncio's
    }

    void use(Stage stage) throws InterruptedException {
      semaphore.acquire();
      try {
        int now = inside.incrementAndGet();
        mostInside.accumulateAndGet(now, Math::max);
        System.out.println(Thread.currentThread().getName() + " works, " + now + " inside");
        stage.sleep(WORK);
        inside.decrementAndGet();
      } finally {
        semaphore.release();
      }
    }
  }

  /** Runs the sample. */
  public static void main(String[] args) {
    new SemaphorePermits().launch(args);
  }
}
