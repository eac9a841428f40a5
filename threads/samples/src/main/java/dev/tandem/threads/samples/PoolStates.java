package dev.tandem.threads.samples;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.PoolStatesOptions;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Mixin;

/**
 * A pool's threads are used again, and however many tasks are submitted, no more threads are
 * started than it was made with: the others wait in its queue.
 */
@CatalogueEntry(
    id = "pool-states",
    title = "Ten tasks on five threads: five run, five wait",
    documents = "002")
public final class PoolStates extends Sample {
  @Mixin private PoolStatesOptions options = new PoolStatesOptions();

  @Override
  public void run(Stage stage) throws Exception {
    main(options.tasks(), options.workers(), options.sleep(stage));
  }

  // snippet: lesson
  static int task(int number, double seconds, Set<String> threads) throws InterruptedException {
    threads.add(Thread.currentThread().getName());
    Thread.sleep(Math.round(1000 * seconds));
    System.out.println(number);
    return 123;
  }

  static void main(int tasks, int workers, double seconds)
      throws InterruptedException, ExecutionException {
    Set<String> threads = ConcurrentHashMap.newKeySet();
    LinkedBlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
    ThreadPoolExecutor pool = // what Executors.newFixedThreadPool(workers) makes
        new ThreadPoolExecutor(workers, workers, 0, TimeUnit.SECONDS, queue);
    try {
      List<Future<Integer>> futures = new ArrayList<>();
      for (int i = 0; i < tasks; i++) {
        int number = i;
        futures.add(pool.submit(() -> task(number, seconds, threads)));
      }
      List<Integer> running = new ArrayList<>();
      List<Integer> waiting = new ArrayList<>();
      for (int i = 0; i < tasks; i++) { // a future does not tell whether it runs; the queue does
        (queue.contains(futures.get(i)) ? waiting : running).add(i);
      }
      System.out.println("running: " + running);
      System.out.println("waiting: " + waiting);
      List<Integer> values = new ArrayList<>();
      for (Future<Integer> future : futures) {
        values.add(future.get());
      }
      System.out.println("values: " + values);
      System.out.println("threads: " + threads.size());
    } finally {
      pool.shutdownNow();
    }
  }

  // end

  /** Runs the sample. */
  public static void main(String[] args) {
    new PoolStates().launch(args);
  }
}
