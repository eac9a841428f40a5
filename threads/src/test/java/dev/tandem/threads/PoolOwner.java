package dev.tandem.threads;

import java.util.List;

/** A program with a pool, for tests of how it ends. */
final class PoolOwner {
  private PoolOwner() {}

  /** Starts a task that tells that it runs, and then takes no notice of anything. */
  private static void startEndless(ProcessPool pool, int port) {
    pool.submit(
        () -> {
          Rendezvous.tell(port);
          while (true) {
            Thread.onSpinWait();
          }
        });
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
   * @param arguments "print"; or "wait", "count" or "exit", and the port to meet the test at
   */
  public static void main(String[] arguments) throws Exception {
    if (arguments[0].equals("print")) {
      print();
      return;
    }
    int port = Integer.parseInt(arguments[1]);
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
