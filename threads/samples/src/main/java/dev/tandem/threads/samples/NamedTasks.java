package dev.tandem.threads.samples;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Seconds;
import dev.tandem.samples.Stage;
import dev.tandem.threads.DoneAndPending;
import dev.tandem.threads.Futures;
import dev.tandem.threads.Outcome;
import dev.tandem.threads.ReturnWhen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import picocli.CommandLine.Option;
import picocli.CommandLine.UseDefaultConverter;

/**
 * The thread has the name, the future has the result. Waiting for several futures tells which are
 * done and which are not; those that are not go on until somebody cancels them.
 */
@CatalogueEntry(
    id = "named-tasks",
    title = "Wait for tasks by name: which are done, which are pending",
    documents = "002")
public final class NamedTasks extends Sample {
  @Option(
      names = "--tasks",
      paramLabel = "NAME=SECONDS",
      split = ",",
      defaultValue = "n1=2,n2=2",
      converter = {UseDefaultConverter.class, Seconds.class},
      description = "The tasks, and how long each waits (default: ${DEFAULT-VALUE}).")
  private Map<String, Duration> delays = new LinkedHashMap<>();

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      converter = Seconds.class,
      description = "How long to wait for them (default: until all are done).")
  private Duration timeout;

  @Override
  public void run(Stage stage) throws InterruptedException {
    Map<String, Double> seconds = new LinkedHashMap<>();
    delays.forEach((name, delay) -> seconds.put(name, stage.seconds(delay)));
    main(seconds, timeout == null ? Double.POSITIVE_INFINITY : stage.seconds(timeout));
  }

  // snippet: lesson
  static String function(double seconds) throws InterruptedException {
    System.out.println(1);
    Thread.sleep(Math.round(1000 * seconds));
    System.out.println(2);
    return "return value";
  }

  static void main(Map<String, Double> delays, double timeout) throws InterruptedException {
    System.out.println("start");
    Map<Future<String>, Thread> tasks = new LinkedHashMap<>(); // a thread has a name, no future has
    delays.forEach(
        (name, seconds) -> {
          FutureTask<String> task = new FutureTask<>(() -> function(seconds));
          tasks.put(task, new Thread(task, name));
        });
    System.out.println("end");
    tasks.values().forEach(Thread::start); // Python's begin by themselves, when main first waits
    Duration patience = Duration.ofMillis(Math.round(1000 * timeout));
    DoneAndPending<String> outcome =
        Futures.await(tasks.keySet(), ReturnWhen.ALL_COMPLETED, patience);
    List<String> done = new ArrayList<>();
    for (Future<String> task : outcome.done()) {
      done.add(tasks.get(task).getName() + " result='" + Outcome.of(task).value() + "'");
    }
    List<String> pending = new ArrayList<>();
    for (Future<String> task : outcome.pending()) {
      pending.add(tasks.get(task).getName());
      task.cancel(true);
    }
    System.out.println("done: " + done);
    System.out.println("pending: " + pending);
  }

  // end

  /** Runs the sample. */
  public static void main(String[] args) {
    new NamedTasks().launch(args);
  }
}
