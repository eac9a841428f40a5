package dev.tandem.threads.processes;

import dev.tandem.fixtures.Rendezvous;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;

/** A program with a pool, for tests of how it ends. */
final class PoolOwner {
  private PoolOwner() {}

  /** Starts a task that tells that it runs, and then takes no notice of anything. */
  private static void startEndless(ProcessPool pool, int port) {
    pool.submit(() -> Rendezvous.tellAndNeverEnd(port));
  }

  /** Starts a task that counts for minutes, in a loop of which the JVM has made machine code. */
  private static void startCounting(ProcessPool pool, int port) {
    pool.submit(
        () -> {
          double sum = 0;
          for (int i = 0; i < 20_000; i++) {
            sum += count(1_000);
          }
          Rendezvous.tell(port);
          for (int i = 0; i < 100; i++) {
            sum += count(Integer.MAX_VALUE);
          }
          return sum;
        });
  }

  private static double count(int steps) {
    double sum = 0;
    for (int i = 0; i < steps; i++) {
      sum = Math.sqrt(sum + i);
    }
    return sum;
  }

  /**
   * Does as its first argument says.
   *
   * @param arguments "print"; or "wait", "count", "exit" or "daemon", and the port to meet the test
   *     at
   */
  public static void main(String[] arguments) throws Exception {
    if (arguments[0].equals("print")) {
      print();
      return;
    }
    int port = Integer.parseInt(arguments[1]);
    if (arguments[0].equals("daemon")) {
      submitFromADaemonAndReturn(port);
      return;
    }
    if (arguments[0].equals("count")) {
      var onSmallMachine = ProcessPool.builder().size(1).jvmOptions("-XX:+UseSerialGC").build();
      startCounting(onSmallMachine, port);
      Rendezvous.stop(port);
    }
    var pool = ProcessPool.builder().size(2).build();
    startEndless(pool, port);
    startEndless(pool, port);
    Rendezvous.stop(port);
    if (arguments[0].equals("exit")) {
      System.exit(0);
    }
    Rendezvous.stop(port);
  }

  /** The test is told that the task runs and, once the main thread has ended, that it has. */
  private static void submitFromADaemonAndReturn(int port) throws InterruptedException {
    var main = Thread.currentThread();
    var pool = ProcessPool.builder().size(1).idleTime(Duration.ofMillis(100)).build();
    var submitted = new CountDownLatch(1);
    var task =
        new FutureTask<>(
            () -> {
              pool.submit(() -> stop(port)).thenRun(() -> System.out.print("the task is done"));
              submitted.countDown();
              main.join();
              return stop(port);
            });
    var daemon = new Thread(task);
    daemon.setDaemon(true);
    daemon.start();
    submitted.await();
  }

  private static boolean stop(int port) throws IOException {
    Rendezvous.stop(port);
    return true;
  }

  private static void print() throws Exception {
    try (var pool = ProcessPool.builder().size(1).build()) {
      for (var word : List.of("first", "second")) {
        pool.submit(
                () -> {
                  System.out.print(word + " printed, ");
                  System.err.println(word + " error");
                })
            .get();
        System.out.print(word + " done, ");
        System.out.flush();
      }
    }
  }
}
