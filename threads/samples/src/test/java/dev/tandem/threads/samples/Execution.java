package dev.tandem.threads.samples;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.samples.Sample;
import dev.tandem.samples.Stage;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** A sample run from its command line: its exit code, and what it reported. */
record Execution(int code, String error) {
  static Execution of(Sample sample, String... args) {
    var error = new StringWriter();
    int code = sample.commandLine(sample.id()).setErr(new PrintWriter(error, true)).execute(args);
    return new Execution(code, error.toString().strip());
  }

  /**
   * Runs a sample, interrupts it once it has printed something, and gives what it threw. Fails if
   * it, or any thread that it started and named, goes on.
   *
   * @param prefixes how the names of the threads begin that the sample starts
   */
  static Throwable interrupted(Sample sample, String[] args, String... prefixes)
      throws InterruptedException {
    sample.commandLine(sample.id()).parseArgs(args);
    var printed = new CountDownLatch(1);
    var stage = new Stage(new PrintStream(countingDown(printed), true), 1, false);
    var thrown = new AtomicReference<Throwable>();
    var player =
        new Thread(
            () -> {
              try {
                sample.run(stage);
              } catch (Throwable t) {
                thrown.set(t);
              }
            });
    player.start();
    assertTrue(printed.await(20, TimeUnit.SECONDS), "it has printed something");
    player.interrupt();
    player.join(20_000);
    assertFalse(player.isAlive(), "it has ended");
    var left = new HashSet<String>();
    for (var thread : Thread.getAllStackTraces().keySet()) {
      for (var prefix : prefixes) {
        if (thread.getName().matches(prefix + "\\d+")) {
          left.add(thread.getName());
        }
      }
    }
    assertTrue(left.isEmpty(), "left running: " + left);
    return thrown.get();
  }

  private static OutputStream countingDown(CountDownLatch printed) {
    return new OutputStream() {
      @Override
      public void write(int b) {
        printed.countDown();
      }
    };
  }
}
