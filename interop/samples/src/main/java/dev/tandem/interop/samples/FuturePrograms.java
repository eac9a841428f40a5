package dev.tandem.interop.samples;

import dev.tandem.samples.programs.ExternalProgram;
import dev.tandem.samples.programs.Finished;
import dev.tandem.samples.programs.Transcript;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * Java's half of {@link Subprocess} where programs are Java's: each is a future, done when the
 * program has ended and all that it wrote is read. Cancelling the future ends the program, which is
 * all that a coroutine has to know of it.
 */
final class FuturePrograms {
  private final Executor pipes;

  /** Each pipe takes one of {@code pipes}' threads while it is open: there must be enough. */
  FuturePrograms(Executor pipes) {
    this.pipes = pipes;
  }

  CompletableFuture<Finished> run(List<String> command, List<String> input) {
    return start(
        command,
        program -> {
          pipes.execute(() -> program.write(input));
          return program.output();
        });
  }

  CompletableFuture<Finished> converse(
      List<String> command, List<String> lines, Transcript transcript) {
    return start(
        command,
        program -> {
          program.converse(lines, transcript);
          return program.output();
        });
  }

  private interface Talk {
    List<String> with(ExternalProgram program) throws IOException;
  }

  private CompletableFuture<Finished> start(List<String> command, Talk talk) {
    try {
      return finish(ExternalProgram.start(command), talk);
    } catch (IOException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private CompletableFuture<Finished> finish(ExternalProgram program, Talk talk) {
    var status = program.exit();
    var output = read(program, () -> talk.with(program));
    var errors = read(program, program::errors);
    var finished =
        CompletableFuture.allOf(status, output, errors)
            .thenApply(all -> new Finished(status.join(), output.join(), errors.join()));
    finished.whenComplete((result, failure) -> program.close()); // it is cancelled, perhaps
    return finished;
  }

  /** Ends the program if reading fails, or its end would be waited for in vain. */
  private CompletableFuture<List<String>> read(
      ExternalProgram program, Callable<List<String>> reading) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return reading.call();
          } catch (Exception e) {
            program.close();
            throw new CompletionException(e);
          }
        },
        pipes);
  }
}
