package dev.tandem.threads.processes;

import dev.tandem.fixtures.Rendezvous;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;

/** A program with a pool, in which something runs out. It prints what came of it. */
final class PoolInNeed {
  private PoolInNeed() {}

  /**
   * Does as its argument says.
   *
   * @param arguments "descriptors", and the port to meet the test at, or "common-pool"
   */
  public static void main(String[] arguments) throws Exception {
    if (arguments[0].equals("descriptors")) {
      cancelWithoutDescriptors(Integer.parseInt(arguments[1]));
    } else {
      startBesideABusyCommonPool();
    }
    System.exit(0);
  }

  private static void cancelWithoutDescriptors(int port) throws Exception {
    var pool = ProcessPool.builder().size(2).build();
    var endless = List.of(startEndless(pool, port), startEndless(pool, port));
    System.in.read(); // until both run
    var all = takeAllDescriptors();
    boolean cancelled = endless.get(0).cancel(true);
    pool.shutdownNow();
    for (var one : all) {
      one.close();
    }
    boolean terminated = pool.awaitTermination(20, TimeUnit.SECONDS);
    System.out.print(
        cancelled
            + " "
            + endless.get(0).isDone()
            + " "
            + endless.get(1).isDone()
            + " "
            + terminated);
  }

  private static CompletableFuture<?> startEndless(ProcessPool pool, int port) {
    return pool.submit(() -> Rendezvous.tellAndNeverEnd(port));
  }

  private static List<InputStream> takeAllDescriptors() {
    List<InputStream> taken = new ArrayList<>();
    try {
      while (true) {
        taken.add(new FileInputStream("/dev/null"));
      }
    } catch (IOException none) {
      return taken;
    }
  }

  private static void startBesideABusyCommonPool() throws Exception {
    var never = new CountDownLatch(1);
    for (int i = 0; i < ForkJoinPool.commonPool().getParallelism(); i++) {
      ForkJoinPool.commonPool().execute(() -> awaitUninterruptibly(never));
    }
    var pool = ProcessPool.builder().size(1).jvmOptions("-XX:+NoSuchOption").build();
    var cannotStart = pool.submit(() -> 1);
    System.out.print(
        cannotStart
            .<Object>handle((value, failure) -> failure.getClass().getSimpleName())
            .completeOnTimeout("nothing", 20, TimeUnit.SECONDS)
            .get());
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        // once more
      }
    }
  }
}
