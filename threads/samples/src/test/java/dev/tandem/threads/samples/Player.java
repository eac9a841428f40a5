package dev.tandem.threads.samples;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.tandem.samples.Sample;
import dev.tandem.samples.Stage;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;

/** Plays a sample on a thread of its own, to be listened to and interrupted. */
public final class Player implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 20;

  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final AtomicReference<Throwable> outcome = new AtomicReference<>();
  private final Thread thread;

  private Player(Sample sample) {
    var out = new PrintStream(new Lines(), true, StandardCharsets.UTF_8);
    var stage = new Stage(out, sample.stage().speed(), false);
    thread = new Thread(() -> play(sample, stage), "player");
  }

  /** Starts a sample. */
  public static Player play(Sample sample, String... options) {
    sample.commandLine(sample.id()).parseArgs(options);
    var player = new Player(sample);
    player.thread.start();
    return player;
  }

  private void play(Sample sample, Stage stage) {
    try {
      sample.run(stage);
    } catch (Throwable t) {
      outcome.set(t);
    }
  }

  /** Waits for the next line that the sample prints. */
  public String nextLine() throws InterruptedException {
    var line = lines.poll(PATIENCE_SECONDS, SECONDS);
    assertNotNull(line, "the sample prints nothing more; it threw " + outcome.get());
    return line;
  }

  /** Interrupts the sample and gives what it threw, or null if nothing. */
  public Throwable interrupt() throws InterruptedException {
    thread.interrupt();
    thread.join(SECONDS.toMillis(PATIENCE_SECONDS));
    assertFalse(thread.isAlive(), "the sample does not end");
    return outcome.get();
  }

  /** Ends the sample, if it has not ended. */
  @Override
  public void close() {
    thread.interrupt();
  }

  private final class Lines extends OutputStream {
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    @Override
    public void write(int b) {
      if (b == '\n') {
        lines.add(line.toString(StandardCharsets.UTF_8).stripTrailing());
        line.reset();
      } else {
        line.write(b);
      }
    }
  }
}
