package dev.tandem.threads.samples;

import dev.tandem.samples.AtLeastOne;
import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Stage;
import dev.tandem.samples.programs.JavaProgram;
import dev.tandem.threads.Outcome;
import dev.tandem.threads.processes.ProcessPool;
import dev.tandem.threads.samples.processes.ChildProgram;
import dev.tandem.threads.samples.processes.Ending;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.Stream;
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
    var before = children().toList();
    try {
      main(commands(), workers, tasks, fatal);
    } finally { // interrupted, it may have left some
      var left = children().filter(child -> !before.contains(child)).toList();
      left.forEach(ProcessHandle::destroyForcibly);
      left.forEach(child -> child.onExit().join());
    }
  }

  private static Stream<ProcessHandle> children() {
    return ProcessHandle.current().children();
  }

  private static Map<String, List<String>> commands() {
    Map<String, List<String>> commands = new LinkedHashMap<>();
    commands.put("alpha", command("alpha", Ending.RETURNS));
    commands.put("beta", command("beta", Ending.EXITS));
    commands.put("gamma", command("gamma", Ending.CRASHES));
    commands.put("delta", command("delta", Ending.NEVER));
    return commands;
  }

  private static List<String> command(String name, Ending ending) {
    return JavaProgram.command(List.of(), ChildProgram.class, name, ending.name());
  }

  // snippet: lesson
  static String work(boolean dies) {
    if (dies) {
      Runtime.getRuntime().halt(7); // ends this process on the spot, as a crash does
    }
    return "ran in process " + ProcessHandle.current().pid();
  }

  // The commands start programs which print who they are; all but delta end, one way or another.
  static void main(Map<String, List<String>> commands, int workers, int tasks, int fatal)
      throws Exception {
    System.out.println("parent: process " + ProcessHandle.current().pid());
    Map<String, Process> children = new LinkedHashMap<>();
    for (String name : commands.keySet()) {
      children.put(name, new ProcessBuilder(commands.get(name)).start());
    }
    for (Process child : children.values()) {
      System.out.println(child.inputReader().readLine());
    }
    Process delta = children.remove("delta");
    for (String name : children.keySet()) {
      System.out.println(name + " ended with exit code " + children.get(name).waitFor());
    }
    System.out.println("delta is " + (delta.isAlive() ? "alive" : "dead"));
    delta.toHandle().destroy(); // delta.destroy() would close its input as well
    System.out.println("delta was terminated, and ended with exit code " + delta.waitFor());

    try (ProcessPool pool = ProcessPool.builder().size(workers).build()) {
      System.out.printf("pool: %d tasks for %d processes%n", tasks, workers);
      List<Future<String>> futures = new ArrayList<>();
      for (int task = 1; task <= tasks; task++) {
        boolean dies = task == fatal;
        futures.add(pool.submit(() -> work(dies)));
      }
      for (int task = 1; task <= tasks; task++) {
        Outcome<String> outcome = Outcome.of(futures.get(task - 1));
        String end = outcome.isSuccess() ? outcome.value() : "failed: its process died";
        System.out.println("task " + task + " " + end);
      }
    }
  }

  // end

  /** Runs the sample. */
  public static void main(String[] args) {
    new Processes().launch(args);
  }
}
