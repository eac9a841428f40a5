package dev.tandem.interop.samples.play;

import dev.tandem.interop.samples.timeline.RecordedRun;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What runs is recorded, and can be looked at meanwhile: once a second there is a new file. Where
 * there is no Flight Recorder there are none.
 */
final class Snapshots implements AutoCloseable {
  private static final long PERIOD_MILLIS = 1_000;

  private final RecordedRun recorded;
  private final Path folder;
  private final String name;
  private final Reporter reporter;
  private final Thread thread = new Thread(this::take, "JFR snapshots");
  private int number;

  private Snapshots(RecordedRun recorded, Path folder, String name, Reporter reporter) {
    this.recorded = recorded;
    this.folder = folder;
    this.name = name;
    this.reporter = reporter;
  }

  /**
   * Starts to record, if that can be.
   *
   * @param folder where the files are to be
   * @param name what they begin with
   * @param reporter is told of each
   */
  static Snapshots start(Path folder, String name, Reporter reporter) {
    RecordedRun recorded = null;
    try {
      recorded = RecordedRun.start();
    } catch (IOException noRecorder) {
      // the lines tell it as well
    }
    var snapshots = new Snapshots(recorded, folder, name, reporter);
    if (recorded != null) {
      snapshots.thread.setDaemon(true);
      snapshots.thread.start();
    }
    return snapshots;
  }

  private void take() {
    try {
      while (true) {
        Thread.sleep(PERIOD_MILLIS);
        snapshot(false);
      }
    } catch (InterruptedException | IOException over) {
      // the last one is taken by whoever closes this
    }
  }

  private synchronized void snapshot(boolean last) throws IOException {
    var file = folder.resolve(name + "-" + number++ + ".jfr");
    recorded.dump(file);
    reporter.report(new Report.Recorded(file.toString(), last));
  }

  /** Takes the last one. */
  @Override
  public void close() throws IOException {
    if (recorded == null) {
      return;
    }
    boolean interrupted = Thread.interrupted(); // or else the file would not be written
    try (recorded) {
      thread.interrupt();
      thread.join();
      snapshot(true);
    } catch (InterruptedException e) {
      interrupted = true;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
