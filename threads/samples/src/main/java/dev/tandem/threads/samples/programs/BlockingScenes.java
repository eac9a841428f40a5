package dev.tandem.threads.samples.programs;

import static dev.tandem.samples.programs.ProgramOptions.ECHO;
import static dev.tandem.samples.programs.ProgramOptions.ENDLESS;
import static dev.tandem.samples.programs.ProgramOptions.FAILING;
import static dev.tandem.samples.programs.ProgramOptions.MISSING;

import dev.tandem.samples.Stage;
import dev.tandem.samples.programs.Finished;
import dev.tandem.samples.programs.ProgramOptions;
import dev.tandem.samples.programs.Transcript;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;

/**
 * What there is to see of external programs: one that is given all of its input at once, one that
 * is talked with, one that fails, one that is not there, and one that does not end.
 */
public final class BlockingScenes {
  private final BlockingPrograms programs;
  private final ProgramOptions options;
  private final Transcript transcript;
  private final Duration patience;

  private BlockingScenes(BlockingPrograms programs, ProgramOptions options, Stage stage) {
    this.programs = programs;
    this.options = options;
    this.transcript = new Transcript(System.out);
    this.patience = stage.scaled(options.patience());
  }

  /** Plays all of them. */
  public static void play(BlockingPrograms programs, ProgramOptions options, Stage stage)
      throws Exception {
    new BlockingScenes(programs, options, stage).play();
  }

  private void play() throws Exception {
    show(options.command(), () -> runAtOnce(options.command(), options.lines()));
    show(ECHO, () -> programs.converse(ECHO, options.lines(), transcript));
    show(FAILING, () -> runAtOnce(FAILING, List.of()));
    show(MISSING, () -> runAtOnce(MISSING, List.of()));
    show(ENDLESS, () -> programs.run(ENDLESS, patience));
  }

  private Finished runAtOnce(List<String> command, List<String> input) throws Exception {
    input.forEach(transcript::says);
    return programs.run(command, input);
  }

  private void show(List<String> command, Callable<Finished> run) throws Exception {
    transcript.starts(command);
    try {
      transcript.finished(run.call());
    } catch (IOException e) {
      transcript.failed(e);
    } catch (TimeoutException e) {
      transcript.givenUp(options.patience());
    }
  }
}
