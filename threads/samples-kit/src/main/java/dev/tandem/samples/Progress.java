package dev.tandem.samples;

import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** The progress of long work, one step after another. Any thread may take a step. */
public interface Progress extends AutoCloseable {
  /** Progress that nobody watches. */
  Progress NONE =
      new Progress() {
        @Override
        public void step() {}

        @Override
        public void close() {}
      };

  /** Notes that one more step is done. */
  void step();

  /** Ends the progress and leaves the terminal's line clear. */
  @Override
  void close();

  /** A bar on standard error, which is wiped out when it is closed. */
  static Progress onTerminal(String task, long steps) {
    var bar =
        new ProgressBarBuilder()
            .setTaskName(task)
            .setInitialMax(steps)
            .setStyle(ProgressBarStyle.ASCII)
            .clearDisplayOnFinish()
            .build();
    return new Progress() {
      @Override
      public void step() {
        bar.step();
      }

      @Override
      public void close() {
        bar.close();
      }
    };
  }
}
