package dev.tandem.interop.samples.timeline;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;

/**
 * A recording of what this JVM does, from {@link #start} until its timeline is drawn: every sleep,
 * wait and transfer, however short, and every event of the libraries.
 *
 * <p>When the JVM is asked to end meanwhile, it waits until the timeline is drawn, {@value #GRACE}
 * s at most.
 */
public final class RecordedRun implements AutoCloseable {
  private static final int GRACE = 10;

  private static final long POLL = MILLISECONDS.toNanos(50);

  /** Those with a duration, to be recorded however short. */
  private static final List<String> SPANS =
      List.of(
          "jdk.ThreadSleep",
          "jdk.ThreadPark",
          "jdk.JavaMonitorEnter",
          "jdk.JavaMonitorWait",
          "jdk.SocketConnect",
          "jdk.SocketRead",
          "jdk.SocketWrite",
          "jdk.FileForce",
          "jdk.VirtualThreadPinned",
          "dev.tandem.Wait",
          "dev.tandem.Running",
          "dev.tandem.Crossing",
          "dev.tandem.process.Start",
          "dev.tandem.process.Task",
          "dev.tandem.samples.Side");

  private static final List<String> MOMENTS =
      List.of(
          "jdk.ThreadStart",
          "jdk.ThreadEnd",
          "jdk.VirtualThreadStart",
          "jdk.VirtualThreadEnd",
          "jdk.ProcessStart",
          "dev.tandem.Wake",
          "dev.tandem.Cancellation",
          "dev.tandem.process.Death");

  /** The JVM reads classes from files all the time: only what takes long is worth seeing. */
  private static final Map<String, Duration> SLOW =
      Map.of("jdk.FileRead", Duration.ofMillis(1), "jdk.FileWrite", Duration.ofMillis(1));

  private static final Duration SAMPLE = Duration.ofMillis(10);

  private final Recording recording;
  private final Path file;
  private final CountDownLatch drawn = new CountDownLatch(1);
  private final Thread drawing = new Thread(this::awaitDrawing, "timeline-drawing");

  private RecordedRun(Recording recording, Path file) {
    this.recording = recording;
    this.file = file;
  }

  /**
   * Starts to record.
   *
   * @throws IOException if there is no Flight Recorder in this JVM, or no room for its file
   */
  public static RecordedRun start() throws IOException {
    if (!FlightRecorder.isAvailable()) {
      throw new IOException("this JVM has no Flight Recorder");
    }
    var file = Files.createTempFile("tandem", ".jfr");
    var recording = new Recording();
    SPANS.forEach(name -> recording.enable(name).withThreshold(Duration.ZERO).withStackTrace());
    MOMENTS.forEach(name -> recording.enable(name));
    SLOW.forEach((name, least) -> recording.enable(name).withThreshold(least).withStackTrace());
    recording.enable("jdk.ExecutionSample").withPeriod(SAMPLE);
    recording.setDestination(file);
    recording.setDumpOnExit(true); // the JVM's end may come before ours
    var run = new RecordedRun(recording, file);
    Runtime.getRuntime().addShutdownHook(run.drawing);
    recording.start();
    return run;
  }

  private void awaitDrawing() {
    try {
      if (!drawn.await(GRACE, SECONDS)) {
        System.err.println("the timeline is not drawn yet, and will not be");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Stops, and reads what was recorded.
   *
   * @param title what it was
   * @param limits how much of it there is room for
   * @throws IOException if it cannot be read
   */
  public Timeline stop(String title, Limits limits) throws IOException {
    if (isJvmEnding()) {
      return readOnceWritten(title, limits);
    }
    recording.stop();
    return Timeline.read(file, title, limits);
  }

  /**
   * Copies what is recorded so far, and goes on.
   *
   * @param copy a file that is not there yet
   * @throws IOException if it cannot be written
   */
  public void dump(Path copy) throws IOException {
    recording.dump(copy);
  }

  private boolean isJvmEnding() {
    try {
      Runtime.getRuntime().removeShutdownHook(drawing);
      Runtime.getRuntime().addShutdownHook(drawing);
      return false;
    } catch (IllegalStateException ending) {
      return true;
    }
  }

  /**
   * Leaves it to the recorder's own hook to write the file: were both to do it, the hook would
   * remove what is being written.
   */
  private Timeline readOnceWritten(String title, Limits limits) throws IOException {
    long deadline = System.nanoTime() + SECONDS.toNanos(GRACE);
    while (true) {
      try {
        return Timeline.read(file, title, limits);
      } catch (IOException notYet) {
        if (System.nanoTime() > deadline) {
          throw notYet;
        }
        LockSupport.parkNanos(POLL);
      }
    }
  }

  /** Ends the recording, and lets go of the JVM. */
  @Override
  public void close() throws IOException {
    try {
      recording.close();
      Files.deleteIfExists(file);
    } finally {
      drawn.countDown();
      try {
        Runtime.getRuntime().removeShutdownHook(drawing);
      } catch (IllegalStateException ending) {
        // it is running, and ends now
      }
    }
  }
}
