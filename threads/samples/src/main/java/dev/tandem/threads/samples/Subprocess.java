package dev.tandem.threads.samples;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Stage;
import dev.tandem.samples.programs.ProgramOptions;
import dev.tandem.threads.VirtualThreads;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import picocli.CommandLine.Mixin;

/**
 * A pipe holds some 64 KiB, and a program whose output nobody reads stops: so another thread reads
 * each of its pipes while it runs. Reading blocks, and no interruption ends that; the program's end
 * does.
 */
@CatalogueEntry(
    id = "subprocess",
    title = "Start external programs, write to them, read from them, and wait for their end",
    documents = "002")
public final class Subprocess extends Sample {
  @Mixin private ProgramOptions options = new ProgramOptions();

  @Override
  public void run(Stage stage) throws Exception {
    main(options.command(), options.lines(), stage.seconds(options.patience()));
  }

  // snippet: lesson
  static void run(double patience, List<String> lines, List<String> command) throws Exception {
    System.out.println("$ " + String.join(" ", command));
    Process program = new ProcessBuilder(command).start();
    ExecutorService pipes = VirtualThreads.newExecutor(); // reading a pipe blocks
    try {
      Future<List<String>> output = pipes.submit(() -> program.inputReader().lines().toList());
      Future<List<String>> errors = pipes.submit(() -> program.errorReader().lines().toList());
      try (PrintWriter input = new PrintWriter(program.outputWriter())) {
        for (String line : lines) {
          System.out.println("  > " + line);
          input.println(line);
        }
      } // which closes it: nothing more comes
      if (program.waitFor(Math.round(1000 * patience), MILLISECONDS)) {
        output.get().forEach(line -> System.out.println("  < " + line));
        errors.get().forEach(line -> System.out.println("  ! " + line));
        System.out.println("  exit status " + program.exitValue());
      } else {
        System.out.printf("  given up on after %.1f s%n", patience);
      }
    } finally {
      program.toHandle().destroyForcibly(); // by which its pipes end
      pipes.shutdown();
    }
  }

  static void main(List<String> command, List<String> lines, double patience) throws Exception {
    run(60, lines, command);
    run(60, List.of(), List.of("sh", "-c", "echo out of paper >&2; exit 3"));
    try {
      run(60, List.of(), List.of("tandem-no-such-program"));
    } catch (IOException e) {
      System.out.println("  failed: " + e.getMessage());
    }
    run(patience, List.of(), List.of("sleep", "3600"));
  }

  // end

  /** Runs the sample. */
  public static void main(String[] args) {
    new Subprocess().launch(args);
  }
}
