package dev.tandem.threads.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.samples.Sample;
import dev.tandem.samples.Stage;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.Help;

/** What the tests of several samples do with them. */
final class Rehearsal {
  private Rehearsal() {}

  /**
   * Lines that come before those of the next phase, in any order among themselves.
   *
   * @param lines the lines
   * @return the phase
   */
  static List<String> phase(String... lines) {
    return List.of(lines);
  }

  /** Asserts that {@code lines} are those of the phases, phase after phase, and no more. */
  @SafeVarargs
  static void assertPhases(List<String> lines, List<String>... phases) {
    var expected = new ArrayList<String>();
    var actual = new ArrayList<String>();
    int start = 0;
    for (var phase : phases) {
      int end = Math.min(start + phase.size(), lines.size());
      phase.stream().sorted().forEach(expected::add);
      lines.subList(start, end).stream().sorted().forEach(actual::add);
      start = end;
    }
    actual.addAll(lines.subList(start, lines.size()));
    assertEquals(expected, actual, () -> "played as " + lines);
  }

  /** Asserts that the options are refused with exit code 2, and gives the line that says why. */
  static String misuse(Sample sample, String... options) {
    var errors = new StringWriter();
    int code =
        sample
            .commandLine(sample.id())
            .setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF))
            .setErr(new PrintWriter(errors))
            .execute(options);
    assertEquals(2, code, errors::toString);
    return errors.toString().strip();
  }

  /**
   * Plays a sample until it has printed something, and interrupts it.
   *
   * @return what it then threw
   */
  static Throwable interrupted(Sample sample, String... options) throws InterruptedException {
    sample.commandLine(sample.id()).parseArgs(options);
    var printed = new CountDownLatch(1);
    var outcome = new AtomicReference<Throwable>();
    var stage =
        new Stage(new PrintStream(countingDown(printed), true), sample.stage().speed(), false);
    var player =
        new Thread(
            () -> {
              try {
                sample.run(stage);
              } catch (Throwable t) {
                outcome.set(t);
              }
            });
    player.start();
    assertTrue(printed.await(20, TimeUnit.SECONDS), "nothing was printed");
    player.interrupt();
    player.join(20_000);
    assertFalse(player.isAlive(), "still playing");
    return outcome.get();
  }

  private static OutputStream countingDown(CountDownLatch printed) {
    return new ByteArrayOutputStream() {
      @Override
      public synchronized void write(byte[] bytes, int offset, int length) {
        super.write(bytes, offset, length);
        printed.countDown();
      }
    };
  }

  /** The names of the live platform threads that begin with {@code prefix}. */
  static List<String> threadsNamed(String prefix) {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith(prefix))
        .toList();
  }
}
