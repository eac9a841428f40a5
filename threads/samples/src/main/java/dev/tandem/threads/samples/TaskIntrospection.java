package dev.tandem.threads.samples;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Stage;
import dev.tandem.threads.Event;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * What asyncio's task knows, two of Java's types know together: a {@link Thread} its name, its
 * stack and whether it is alive, a {@link CompletableFuture} the result, its cancellation and what
 * to call when it is done.
 */
@CatalogueEntry(
    id = "task-introspection",
    title = "Look at tasks: names, states, results, callbacks and stacks",
    documents = "001")
public final class TaskIntrospection extends Sample {
  @Override
  public void run(Stage stage) throws InterruptedException {
    main("n1", false);
    main("n2", true);
  }

  // snippet: lesson
  static void ask(Event asked, CompletableFuture<String> answer) {
    String name = Thread.currentThread().getName();
    System.out.println("current task: " + name);
    try {
      asked.await();
      answer.complete("answer to " + name);
    } catch (InterruptedException cancelled) {
      // the answer is never to be
    }
  }

  static void describe(Thread task, CompletableFuture<String> answer) {
    String result = answer.isCancelled() ? "never to be" : answer.getNow("not yet there");
    System.out.printf(
        "%s: alive %b, done %b, cancelled %b, result %s%n",
        task.getName(), task.isAlive(), answer.isDone(), answer.isCancelled(), result);
  }

  static void main(String name, boolean cancel) throws InterruptedException {
    Event asked = new Event();
    CompletableFuture<String> answer = new CompletableFuture<>();
    Thread task = new Thread(() -> ask(asked, answer), name);
    task.start();
    while (task.getState() != Thread.State.WAITING) {
      Thread.sleep(1); // a thread does not tell when it begins to wait
    }
    describe(task, answer);
    var stack = Stream.of(task.getStackTrace()).map(StackTraceElement::getMethodName).toList();
    System.out.println(name + " waits in ask: " + stack.contains("ask"));
    answer.whenComplete((value, failure) -> System.out.println("callback: " + name + " is done"));
    answer.thenRun(() -> System.out.println("never called")).cancel(false); // takes it back
    if (cancel) {
      answer.cancel(true); // which interrupts nobody
      task.interrupt();
    }
    asked.set();
    task.join();
    describe(task, answer);
  }

  // end

  /** Runs the sample. */
  public static void main(String[] args) {
    new TaskIntrospection().launch(args);
  }
}
