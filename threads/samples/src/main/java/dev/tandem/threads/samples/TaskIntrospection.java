package dev.tandem.threads.samples;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Stage;
import dev.tandem.threads.Event;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;

/**
 * What asyncio's task knows, two of Java's types know together: a {@link Thread} its name, its
 * stack and whether it is alive, a {@link FutureTask} its result, its cancellation and what to call
 * when it is done.
 */
@CatalogueEntry(
    id = "task-introspection",
    title = "Look at tasks: names, states, results, callbacks and stacks",
    documents = "001")
public final class TaskIntrospection extends Sample {
  @Override
  public void run(Stage stage) throws InterruptedException, ExecutionException {
    var out = System.out;
    var tasks = new ArrayList<Task>();
    try {
      var answer = new Event();
      var answered = start("n1", answer, tasks, stage);
      var unanswered = start("n2", new Event(), tasks, stage);
      out.println("all tasks: " + alive(tasks));
      printState(answered, out);
      printStack(answered, out);

      answered.addDoneCallback(task -> out.println("callback: " + task.name() + " is done"));
      var removed = answered.addDoneCallback(task -> out.println("callback that was removed"));
      removed.cancel(false);
      answer.set();
      answered.join();
      printState(answered, out);
      out.println("all tasks: " + alive(tasks));

      unanswered.addDoneCallback(task -> out.println("callback: " + task.name() + " is done"));
      out.println("cancel " + unanswered.name());
      unanswered.cancel(true);
      unanswered.join();
      printState(unanswered, out);
      out.println("all tasks: " + alive(tasks));
    } finally {
      tasks.forEach(task -> task.cancel(true));
      for (var task : tasks) {
        task.join();
      }
    }
  }

  private static Task start(String name, Event answer, List<Task> tasks, Stage stage)
      throws InterruptedException {
    var task = new Task(name, () -> ask(answer, System.out));
    tasks.add(task);
    task.start();
    do {
      stage.sleep(Duration.ofMillis(1)); // a thread does not tell when it starts to wait
    } while (!task.isWaiting() && !task.isDone());
    return task;
  }

  private static String ask(Event answer, PrintStream out) throws InterruptedException {
    var name = Thread.currentThread().getName();
    out.println("current task: " + name);
    waitFor(answer);
    return "answer to " + name;
  }

  private static void waitFor(Event answer) throws InterruptedException {
    answer.await();
  }

  private static List<String> alive(List<Task> tasks) {
    return tasks.stream().filter(Task::isAlive).map(Task::name).toList();
  }

  private static void printState(Task task, PrintStream out)
      throws InterruptedException, ExecutionException {
    out.printf(
        "%s: done %b, cancelled %b, result %s%n",
        task.name(), task.isDone(), task.isCancelled(), result(task));
  }

  private static String result(Task task) throws InterruptedException, ExecutionException {
    if (!task.isDone()) {
      return "not yet there";
    }
    try {
      return task.get();
    } catch (CancellationException e) {
      return "never to be";
    }
  }

  private static void printStack(Task task, PrintStream out) {
    out.println("stack of " + task.name() + " (most recent call last):");
    task.stack().forEach(method -> out.println("  " + method));
  }

  /** A future that has a thread of its own. */
  private static final class Task extends FutureTask<String> {
    private final CompletableFuture<Task> finished = new CompletableFuture<>();
    private final Thread thread;

    Task(String name, Callable<String> work) {
      super(work);
      thread = new Thread(this, name);
    }

    void start() {
      thread.start();
    }

    void join() throws InterruptedException {
      thread.join();
    }

    String name() {
      return thread.getName();
    }

    boolean isAlive() {
      return thread.isAlive();
    }

    boolean isWaiting() {
      return thread.getState() == Thread.State.WAITING;
    }

    /** Calls {@code callback} when the task is done, unless what this gives is cancelled before. */
    CompletableFuture<Void> addDoneCallback(Consumer<Task> callback) {
      return finished.thenAccept(callback);
    }

    /** What {@link FutureTask} calls once it is done, in whichever way. */
    @Override
    protected void done() {
      finished.complete(this);
    }

    /** The sample's own methods that the thread is in. */
    List<String> stack() {
      var methods = new ArrayList<String>();
      for (var frame : thread.getStackTrace()) {
        var ownClass = frame.getClassName().equals(TaskIntrospection.class.getName());
        if (ownClass && !frame.getMethodName().startsWith("lambda$")) {
          methods.add(0, frame.getMethodName());
        }
      }
      return methods;
    }
  }

  /** Runs the sample. */
  public static void main(String[] args) {
    new TaskIntrospection().launch(args);
  }
}
