package dev.tandem.samples;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * Where a sample plays: the stream it prints to, the speed of its clock, and whether somebody
 * watches.
 *
 * <p>Safe for use by many threads; a line printed to {@link #out} stays whole.
 *
 * @param out where the sample prints what the document's program prints
 * @param speed how many times faster than the document's program the sample's delays pass
 * @param watched whether a person follows on a terminal, and progress is worth showing
 * @param width how many columns there are to print on; what is wider is wrapped by the reader's
 *     terminal, so tables are no wider
 */
public record Stage(PrintStream out, double speed, boolean watched, int width) {
  /**
   * Sets a stage as wide as most terminals are.
   *
   * @param out as {@link #out}
   * @param speed as {@link #speed}
   * @param watched as {@link #watched}
   * @throws IllegalArgumentException if {@code speed} is not a positive, finite number
   */
  public Stage(PrintStream out, double speed, boolean watched) {
    this(out, speed, watched, Terminal.USUAL_WIDTH);
  }

  /**
   * Sets a stage.
   *
   * @throws IllegalArgumentException if {@code speed} is not a positive, finite number, or {@code
   *     width} is not positive
   */
  public Stage {
    if (width < 1) {
      throw new IllegalArgumentException("width must be at least 1, not " + width);
    }
    if (!(speed > 0) || Double.isInfinite(speed)) {
      throw new IllegalArgumentException("speed must be a positive number, not " + speed);
    }
  }

  /**
   * The same stage with more or less room.
   *
   * @param width as {@link #width}
   */
  public Stage withWidth(int width) {
    return new Stage(out, speed, watched, width);
  }

  /**
   * How long one of the document's delays takes on this stage.
   *
   * @param documented the delay in the document's program
   * @return {@code documented}, divided by the speed
   */
  public Duration scaled(Duration documented) {
    return Duration.ofNanos(Math.round(documented.toNanos() / speed));
  }

  /**
   * Sleeps as long as the document's program does, sped up: Python's {@code time.sleep}.
   *
   * @param documented the delay in the document's program
   * @throws InterruptedException if the thread is interrupted before or while it sleeps
   */
  public void sleep(Duration documented) throws InterruptedException {
    var nanos = scaled(documented).toNanos();
    Thread.sleep(nanos / 1_000_000, (int) (nanos % 1_000_000));
  }

  /**
   * Starts a progress bar, which shows on a watched stage only.
   *
   * @param task what is under way
   * @param steps how many steps it has
   * @return the bar, to be closed when the work is over
   */
  public Progress progress(String task, long steps) {
    return watched ? Progress.onTerminal(task, steps) : Progress.NONE;
  }

  /** A stage that keeps what is printed. */
  public static final class Recording {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Stage stage;

    /**
     * Sets a stage without watchers.
     *
     * @param speed as {@link Stage#speed}
     */
    public Recording(double speed) {
      this(speed, Terminal.USUAL_WIDTH);
    }

    /**
     * Sets a stage without watchers.
     *
     * @param speed as {@link Stage#speed}
     * @param width as {@link Stage#width}
     */
    public Recording(double speed, int width) {
      stage = new Stage(new PrintStream(bytes, true, StandardCharsets.UTF_8), speed, false, width);
    }

    /**
     * Plays a sample with the given options, its delays at the speed that they ask for.
     *
     * @param sample the sample
     * @param options as on the command line
     * @return the lines that it printed
     * @throws Exception as {@link Sample#run}
     */
    public static List<String> of(Sample sample, String... options) throws Exception {
      sample.commandLine(sample.id()).parseArgs(options);
      var recording = new Recording(sample.stage().speed());
      sample.run(recording.stage());
      return recording.lines();
    }

    /** The stage to play on. */
    public Stage stage() {
      return stage;
    }

    /** The lines printed so far. */
    public List<String> lines() {
      return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }
  }
}
