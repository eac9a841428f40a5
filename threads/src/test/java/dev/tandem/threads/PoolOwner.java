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

  /**
   * Does as its first argument says.
   *
   * @param arguments "print"; or "wait" or "exit", and the port to meet the test at
   */
  public static void main(String[] arguments) throws Exception {
    if (arguments[0].equals("print")) {
      print();
      return;
    }
    int port = Integer.parseInt(arguments[1]);
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
