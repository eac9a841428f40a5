package dev.tandem.samples;

import java.time.Duration;

/**
 * Where a sample plays: the speed of its clock, whether somebody watches, and how many columns
 * there are. What it prints goes to {@link System#out}.
 *
 * @param speed how many times faster than the document's program the sample's delays pass
 * @param watched whether a person follows on a terminal, and progress is worth showing
 * @param width how many columns there are to print on; what is wider is wrapped by the reader's
 *     terminal, so tables are no wider
 */
public record Stage(double speed, boolean watched, int width) {
  /**
   * Sets a stage as wide as most terminals are.
   *
   * @param speed as {@link #speed}
   * @param watched as {@link #watched}
   * @throws IllegalArgumentException if {@code speed} is not a positive, finite number
   */
  public Stage(double speed, boolean watched) {
    this(speed, watched, Terminal.USUAL_WIDTH);
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
    return new Stage(speed, watched, width);
  }

  /** The same stage without anybody who watches. */
  public Stage unwatched() {
    return new Stage(speed, false, width);
  }

  /**
   * How long one of the document's delays takes on this stage.
   *
   * @param seconds the delay in the document's program, in seconds
   * @return {@code seconds}, divided by the speed
   */
  public double scaled(double seconds) {
    return seconds / speed;
  }

  /**
   * How many seconds one of the document's delays takes on this stage.
   *
   * @param documented the delay in the document's program
   * @return {@code documented}, divided by the speed
   */
  public double seconds(Duration documented) {
    return scaled(documented.toNanos() / 1e9);
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
}
