package dev.tandem.threads.samples;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.tandem.samples.CapturedOutput;
import dev.tandem.samples.Sample;
import dev.tandem.samples.SampleThreads;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;

/** Plays a sample on a thread of its own, to be listened to and interrupted. */
public final class Player implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 20;

  private final Set<Thread> before = Thread.getAllStackTraces().keySet();
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final String cue;
  private final Thread thread;
  private volatile Thread main;
  private volatile Throwable outcome;

  private Player(String cue, Sample sample) {
    this.cue = cue;
    thread = new Thread(() -> play(sample), "player");
  }

  /** Starts a sample. */
  public static Player play(Sample sample, String... options) {
    return start(null, sample, options);
  }

  /**
   * Plays a sample that is interrupted while it prints {@code cue}, before it can go on, and
   * requires what {@link #interrupt} does.
   *
   * @return the lines that it printed
   */
  static List<String> interruptAt(String cue, Sample sample, String... options)
      throws InterruptedException {
    try (var player = start(cue, sample, options)) {
      player.requireInterrupted();
      return new ArrayList<>(player.lines);
    }
  }

  private static Player start(String cue, Sample sample, String... options) {
    sample.commandLine(sample.id()).parseArgs(options);
    var player = new Player(cue, sample);
    player.thread.start();
    return player;
  }

  private void play(Sample sample) {
    try (var output = CapturedOutput.start(this::hear)) {
      SampleThreads.run(
          "main",
          () -> {
            main = Thread.currentThread();
            sample.run(sample.stage().unwatched());
          });
    } catch (Throwable t) {
      outcome = t;
    }
  }

  private void hear(String line) {
    lines.add(line);
    if (line.equals(cue)) {
      main.interrupt();
      awaitHeard();
    }
  }

  /**
   * Holds another thread, which prints, until the sample's has heard of it, for a second at most.
   */
  private void awaitHeard() {
    long start = System.nanoTime();
    while (Thread.currentThread() != main
        && main.isInterrupted()
        && System.nanoTime() - start < SECONDS.toNanos(1)) {
      Thread.onSpinWait();
    }
  }

  /** Waits for the next line that the sample prints. */
  public String nextLine() throws InterruptedException {
    var line = lines.poll(PATIENCE_SECONDS, SECONDS);
    assertNotNull(line, () -> "the sample prints nothing more; it threw " + outcome);
    return line;
  }

  /**
   * Interrupts the sample, and requires that it ends for this reason and leaves no thread behind
   * but daemons.
   *
   * @param crew how the names of those threads begin that must be gone when the sample ends; the
   *     others may take a little longer
   */
  public void interrupt(String... crew) throws InterruptedException {
    thread.interrupt();
    requireInterrupted(crew);
  }

  private void requireInterrupted(String... crew) throws InterruptedException {
    requireEnd(thread);
    var left = Thread.getAllStackTraces().keySet();
    left.removeAll(before);
    assertInstanceOf(InterruptedException.class, outcome);
    for (var other : left) {
      boolean ending = other.getThreadGroup() == null; // has run to its end, and left its group
      assertFalse(
          !ending && Stream.of(crew).anyMatch(other.getName()::startsWith),
          () -> other + " is left");
      if (!other.isDaemon()) {
        requireEnd(other);
      }
    }
  }

  private static void requireEnd(Thread thread) throws InterruptedException {
    thread.join(SECONDS.toMillis(PATIENCE_SECONDS));
    assertFalse(thread.isAlive(), () -> thread + " does not end");
  }

  /** Ends the sample, if it has not ended. */
  @Override
  public void close() {
    thread.interrupt();
  }
}
