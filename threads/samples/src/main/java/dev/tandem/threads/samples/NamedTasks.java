package dev.tandem.threads.samples;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Seconds;
import dev.tandem.samples.Stage;
import dev.tandem.threads.DoneAndPending;
import dev.tandem.threads.Futures;
import dev.tandem.threads.ReturnWhen;
import dev.tandem.threads.samples.crew.Crew;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
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
  public void run(Stage stage) throws InterruptedException, ExecutionException {
    System.out.println("start");
    System.out.println("end"); // asyncio has made the tasks by now, but runs none before this
    try (var crew = new Crew()) {
      var names = new LinkedHashMap<Future<String>, String>();
      delays.forEach((name, delay) -> names.put(crew.submit(name, () -> task(delay, stage)), name));
      print(await(names.keySet(), stage), names, stage);
    } // interrupts those that are pending
  }

  private static String task(Duration delay, Stage stage) throws InterruptedException {
    System.out.println("1");
    stage.sleep(delay);
    System.out.println("2");
    return "return value";
  }

  private DoneAndPending<String> await(Set<Future<String>> tasks, Stage stage)
      throws InterruptedException {
    return timeout == null
        ? Futures.await(tasks, ReturnWhen.ALL_COMPLETED)
        : Futures.await(tasks, ReturnWhen.ALL_COMPLETED, stage.scaled(timeout));
  }

  private static void print(
      DoneAndPending<String> outcome, Map<Future<String>, String> names, Stage stage)
      throws InterruptedException, ExecutionException {
    var done = new StringJoiner(", ", "done: {", "}");
    for (var task : outcome.done()) {
      done.add("%s result='%s'".formatted(names.get(task), task.get()));
    }
    var pending = new StringJoiner(", ", "pending: {", "}");
    for (var task : outcome.pending()) {
      pending.add(names.get(task));
    }
    System.out.println(done);
    System.out.println(pending);
  }

  /** Runs the sample. */
  public static void main(String[] args) {
    new NamedTasks().launch(args);
  }
}
