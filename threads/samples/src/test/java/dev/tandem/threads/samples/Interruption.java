package dev.tandem.threads.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tandem.samples.Sample;
import dev.tandem.samples.Stage;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** Plays samples that are interrupted on the way. */
final class Interruption {
  private Interruption() {}

  /**
   * Plays a sample whose thread is interrupted as soon as {@code lastLine} is printed, and checks
   * that it ends for this reason and leaves no thread behind.
   *
   * @return the lines that were printed
   */
  static List<String> after(String lastLine, Sample sample, String... options)
      throws InterruptedException {
    var player = Thread.currentThread();
    var printed =
        new ByteArrayOutputStream() {
          private boolean seen;

          @Override
          public synchronized void write(byte[] bytes, int offset, int length) {
            super.write(bytes, offset, length);
            if (!seen && lines(this).contains(lastLine)) {
              seen = true;
              player.interrupt();
            }
          }
        };
    play(sample, new PrintStream(printed, true, StandardCharsets.UTF_8), options);
    return lines(printed);
  }

  /** Plays a sample whose thread is interrupted from the start, and checks the same. */
  static void fromTheStart(Sample sample, String... options) throws InterruptedException {
    Thread.currentThread().interrupt();
    play(sample, new PrintStream(new ByteArrayOutputStream()), options);
  }

  private static void play(Sample sample, PrintStream out, String... options)
      throws InterruptedException {
    sample.commandLine(sample.id()).parseArgs(options);
    var stage = new Stage(out, sample.stage().speed(), false);
    var before = Set.copyOf(Thread.getAllStackTraces().keySet());
    try {
      assertThrows(InterruptedException.class, () -> sample.run(stage));
    } finally {
      Thread.interrupted();
    }
    requireGone(before);
  }

  /** Checks that the platform threads started since {@code before} end by themselves. */
  private static void requireGone(Set<Thread> before) throws InterruptedException {
    for (var thread : Thread.getAllStackTraces().keySet()) {
      if (!before.contains(thread) && !thread.isDaemon()) {
        thread.join(10_000);
        assertEquals(Thread.State.TERMINATED, thread.getState(), thread.getName());
      }
    }
  }

  private static List<String> lines(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
