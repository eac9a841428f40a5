package dev.tandem.threads.processes;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.concurrent.CountDownLatch;

/**
 * Keeps the end of a worker's standard error, and passes all of it on to that of this process, as
 * long as that takes it. A daemon thread does so until the last process that writes there has
 * ended. The bytes are read whatever becomes of them: a worker never waits to write them.
 */
final class StderrTail {
  private static final int KEPT = 8 << 10;

  private final InputStream errors;
  private final StderrRelay relay;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final byte[] ring = new byte[KEPT];
  private long written;

  StderrTail(InputStream errors, String name) {
    this.errors = errors;
    relay = new StderrRelay(name + "-relay");
    StderrRelay.startDaemon(name, this::pass);
  }

  private void pass() {
    var bytes = new byte[KEPT];
    try {
      for (int read = errors.read(bytes); read >= 0; read = errors.read(bytes)) {
        keep(bytes, read);
        relay.add(bytes, read);
      }
    } catch (Throwable e) {
      // the process is gone, and its end of the pipe with it
    } finally {
      ended.countDown();
    }
  }

  private synchronized void keep(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      ring[(int) (written++ % KEPT)] = bytes[i];
    }
  }

  /**
   * Waits a moment for the last of the output of a process that has ended, and for all of it to be
   * passed on, and gives the tail.
   */
  String await() {
    try {
      // a process that the worker started may hold the pipe for longer
      if (ended.await(1, SECONDS)) {
        relay.awaitEmpty(SECONDS.toNanos(1));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return tail();
  }

  private synchronized String tail() {
    int length = (int) Math.min(written, KEPT);
    var tail = new byte[length];
    for (int i = 0; i < length; i++) {
      tail[i] = ring[(int) ((written - length + i) % KEPT)];
    }
    return new String(tail, Charset.defaultCharset());
  }
}
