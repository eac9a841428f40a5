package dev.tandem.threads.processes;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.concurrent.CountDownLatch;

/**
 * Passes a worker's standard error on to that of this process, and keeps the end of it. A daemon
 * thread does so until the last process that writes there has ended.
 */
final class ErrorTail {
  private static final int KEPT = 8 << 10;

  private final InputStream errors;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final byte[] ring = new byte[KEPT];
  private long written;

  ErrorTail(InputStream errors, String name) {
    this.errors = errors;
    var thread = new Thread(null, this::pass, name, 0, false); // inherits no thread-locals
    thread.setDaemon(true);
    thread.start();
  }

  private void pass() {
    var bytes = new byte[KEPT];
    try {
      for (int read = errors.read(bytes); read >= 0; read = errors.read(bytes)) {
        keep(bytes, read);
        System.err.write(bytes, 0, read);
        System.err.flush();
      }
    } catch (IOException e) {
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

  /** Waits a moment for the last of the output of a process that has ended, and gives the tail. */
  String await() {
    try {
      ended.await(1, SECONDS); // a process that the worker started may hold the pipe for longer
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
