package dev.tandem.threads.samples;

import static java.util.concurrent.TimeUnit.MICROSECONDS;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Seconds;
import dev.tandem.samples.Stage;
import dev.tandem.threads.VirtualThreads;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Option;

/**
 * One thread that serves many can serve nobody while one of them blocks it: a clock on it stands
 * still. What blocks belongs on another thread.
 */
@CatalogueEntry(
    id = "block-the-loop",
    title = "One blocking call stalls everybody on its thread; an executor is the cure",
    documents = {"000", "003"})
public final class BlockTheLoop extends Sample {
  @Option(
      names = "--block",
      paramLabel = "SECONDS",
      defaultValue = "1",
      converter = Seconds.class,
      description = "How long the call blocks (default: ${DEFAULT-VALUE}).")
  private Duration block;

  @Override
  public void run(Stage stage) throws InterruptedException, ExecutionException {
    main(stage.seconds(block));
  }

  // snippet: lesson
  static int blockingCall(double seconds, AtomicInteger ticks) throws InterruptedException {
    int before = ticks.get();
    Thread.sleep(Math.round(1000 * seconds));
    return ticks.get() - before;
  }

  static void main(double seconds) throws InterruptedException, ExecutionException {
    ScheduledExecutorService loop = Executors.newSingleThreadScheduledExecutor();
    ExecutorService executor = VirtualThreads.newExecutor();
    try {
      AtomicInteger ticks = new AtomicInteger();
      long period = Math.round(1e6 * seconds / 10);
      loop.scheduleWithFixedDelay(ticks::incrementAndGet, 0, period, MICROSECONDS);
      int onTheLoop = loop.submit(() -> blockingCall(seconds, ticks)).get();
      System.out.println("on the loop: " + onTheLoop + " ticks");
      int onAnExecutor = executor.submit(() -> blockingCall(seconds, ticks)).get();
      System.out.println("on an executor: " + onAnExecutor + " ticks");
    } finally {
      executor.shutdownNow();
      loop.shutdownNow();
    }
  }

  // end

  /** Runs the sample. */
  public static void main(String[] args) {
    new BlockTheLoop().launch(args);
  }
}
