package dev.tandem.threads.samples.programs;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.tandem.samples.programs.ExternalProgram;
import dev.tandem.samples.programs.Finished;
import dev.tandem.samples.programs.Transcript;
import dev.tandem.threads.samples.crew.Crew;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;

/**
 * Runs programs with a thread for each pipe.
 *
 * <p>No thread that reads or writes a pipe can be interrupted. The calling thread can, as it only
 * waits for the others; it ends the program then, and by that the pipes, and by that the others.
 */
public final class ThreadPrograms implements BlockingPrograms {
  @Override
  public Finished run(List<String> command, List<String> input) throws Exception {
    // closed from right to left: the program, whose end the crew's threads wait for, then the crew
    try (var crew = new Crew();
        var program = ExternalProgram.start(command)) {
      crew.start("input", () -> program.write(input));
      return finish(program, crew, program::output);
    }
  }

  @Override
  public Finished run(List<String> command, Duration patience) throws Exception {
    try (var crew = new Crew()) { // interrupts who waits for the program too long
      var running = crew.submit("program", () -> run(command, List.of()));
      return running.get(patience.toNanos(), NANOSECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception failure ? failure : e;
    }
  }

  @Override
  public Finished converse(List<String> command, List<String> lines, Transcript transcript)
      throws Exception {
    try (var crew = new Crew();
        var program = ExternalProgram.start(command)) {
      return finish(
          program,
          crew,
          () -> {
            program.converse(lines, transcript);
            return program.output();
          });
    }
  }

  private static Finished finish(ExternalProgram program, Crew crew, Callable<List<String>> reading)
      throws Exception {
    var output = crew.submit("output", reading);
    var errors = crew.submit("errors", program::errors);
    crew.join(); // the first of them to fail ends the wait
    return new Finished(program.exit().get(), output.get(), errors.get());
  }
}
