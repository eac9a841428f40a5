package dev.tandem.threads.samples;

import dev.tandem.samples.AtLeastOne;
import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Stage;
import dev.tandem.threads.processes.ProcessPool;
import dev.tandem.threads.processes.SerializableCallable;
import dev.tandem.threads.processes.WorkerDiedException;
import dev.tandem.threads.samples.processes.Child;
import dev.tandem.threads.samples.processes.Children;
import dev.tandem.threads.samples.processes.Ending;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import picocli.CommandLine.Option;

/**
 * Processes share nothing: whichever way one of them ends, the others go on. One at a time, they
 * are started, have a name, are joined, and leave an exit code. In a {@link ProcessPool} they are
 * kept for task after task, and one that dies is replaced.
 */
@CatalogueEntry(
    id = "processes",
    title = "Start, name and join child processes, then pool them; some crash",
    documents = {"000", "002"})
public final class Processes extends Sample {
  private static final int EXIT_VALUE = 7;

  @Option(
      names = "--workers",
      paramLabel = "N",
      defaultValue = "2",
      converter = AtLeastOne.class,
      description = "How many processes the pool has (default: ${DEFAULT-VALUE}).")
  private int workers;

  @Option(
      names = "--tasks",
      paramLabel = "N",
      defaultValue = "5",
      converter = AtLeastOne.class,
      description = "How many tasks the pool is given (default: ${DEFAULT-VALUE}).")
  private int tasks;

  @Option(
      names = "--fatal",
      paramLabel = "N",
      defaultValue = "3",
      converter = AtLeastOne.class,
      description = "Which of them ends its process (default: ${DEFAULT-VALUE}).")
  private int fatal;

  @Override
  public void run(Stage stage) throws Exception {
    System.out.println("parent: process " + ProcessHandle.current().pid());
    playOneByOne(stage);
    playPool(stage);
  }

  private static void playOneByOne(Stage stage) throws Exception {
    try (var children = new Children()) {
      var alpha = children.start("alpha", Ending.RETURNS);
      var beta = children.start("beta", Ending.EXITS);
      var gamma = children.start("gamma", Ending.CRASHES);
      var delta = children.start("delta", Ending.NEVER);
      for (var child : List.of(alpha, beta, gamma, delta)) {
        System.out.println(child.introduction());
      }
      for (var child : List.of(alpha, beta, gamma)) {
        System.out.println(child.name() + " ended with " + end(child));
      }
      System.out.println("delta is " + (delta.isAlive() ? "alive" : "dead"));
      delta.terminate();
      System.out.println("delta was terminated, and ended with " + end(delta));
    }
  }

  private static String end(Child child) throws InterruptedException {
    int code = child.join();
    return "exit code " + code + child.exception().map(e -> ": " + e).orElse("");
  }

  private void playPool(Stage stage) throws InterruptedException {
    var pool = ProcessPool.builder().size(workers).build();
    try (pool) {
      System.out.printf("pool: %d tasks for %d processes%n", tasks, pool.size());
      var futures = runAll(pool);
      for (int i = 0; i < tasks; i++) {
        System.out.printf("task %d %s%n", i + 1, outcome(futures.get(i)));
      }
    }
    System.out.printf("pool: closed, %d processes left%n", pool.workers().size());
  }

  private List<Future<String>> runAll(ProcessPool pool) throws InterruptedException {
    try {
      return pool.invokeAll(tasks());
    } catch (InterruptedException e) {
      pool.shutdownNow(); // closing would wait for processes to come up
      throw e;
    }
  }

  private List<Callable<String>> tasks() {
    var all = new ArrayList<Callable<String>>();
    for (int task = 1; task <= tasks; task++) {
      boolean isFatal = task == fatal;
      SerializableCallable<String> call = () -> isFatal ? die() : whereabouts();
      all.add(call);
    }
    return all;
  }

  private static String whereabouts() {
    long pid = ProcessHandle.current().pid();
    return "ran in process %d, worker %d".formatted(pid, ProcessPool.workerNumber().orElseThrow());
  }

  private static String die() {
    Runtime.getRuntime().halt(EXIT_VALUE);
    throw new AssertionError("outlived its end");
  }

  private static String outcome(Future<String> task) throws InterruptedException {
    try {
      return task.get();
    } catch (ExecutionException e) {
      return e.getCause() instanceof WorkerDiedException death
          ? "failed: " + death.getMessage().lines().findFirst().orElseThrow() // without last words
          : "failed: " + e.getCause();
    }
  }

  /** Runs the sample. */
  public static void main(String[] args) {
    new Processes().launch(args);
  }
}
