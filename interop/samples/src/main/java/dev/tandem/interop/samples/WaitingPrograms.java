package dev.tandem.interop.samples;

import dev.tandem.coroutines.samples.programs.SuspendingPrograms;
import dev.tandem.interop.Suspend;
import dev.tandem.samples.programs.Finished;
import dev.tandem.samples.programs.Transcript;
import dev.tandem.threads.samples.programs.BlockingPrograms;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;

/**
 * Java's half of {@link Subprocess} where programs are Kotlin's: it calls the suspend functions and
 * blocks. An interruption, or the end of the patience, cancels the coroutine, which ends its
 * program.
 */
record WaitingPrograms(SuspendingPrograms programs) implements BlockingPrograms {
  @Override
  public Finished run(List<String> command, List<String> input) throws InterruptedException {
    return Suspend.block(c -> programs.run(command, input, c));
  }

  @Override
  public Finished run(List<String> command, Duration patience)
      throws InterruptedException, TimeoutException {
    return Suspend.block(patience, c -> programs.run(command, List.of(), c));
  }

  @Override
  public Finished converse(List<String> command, List<String> lines, Transcript transcript)
      throws InterruptedException {
    return Suspend.block(c -> programs.converse(command, lines, transcript, c));
  }
}
