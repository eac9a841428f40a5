package dev.tandem.threads.processes;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Passes bytes on to {@link System#err}, which may be slow, or blocked, or throw. To add bytes
 * waits for a slow one, but not for one that has taken nothing for a second: then bytes are dropped
 * until it takes some again, and it is told how many.
 */
final class StderrRelay {
  /*
   *   empty ──add──► passing ──add, but full──► add waits ──a second──► stuck: add drops
   *     ▲             │   ▲                        │                      │
   *     └──none left──┘   └────a piece is written──┴──────────────────────┘
   *
   * Most workers write nothing there: the thread that writes is started when there is something to
   * write, and ends when there is nothing left.
   */
  private static final int MOST_PIECES = 16;

  private final String name;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Queue<byte[]> pieces = new ArrayDeque<>();
  private boolean passing;
  private boolean stuck;
  private long dropped;

  /** A relay whose thread has this name. */
  StderrRelay(String name) {
    this.name = name;
  }

  static void startDaemon(String name, Runnable body) {
    var thread = new Thread(null, body, name, 0, false);
    thread.setDaemon(true);
    thread.start();
  }

  /** Has the first {@code length} of {@code bytes} passed on. */
  void add(byte[] bytes, int length) {
    lock.lock();
    try {
      if (hasRoom()) {
        pieces.add(Arrays.copyOf(bytes, length));
        startPassing();
      } else {
        dropped += length;
      }
    } finally {
      lock.unlock();
    }
  }

  private boolean hasRoom() {
    long left = SECONDS.toNanos(1);
    while (pieces.size() >= MOST_PIECES && !stuck) {
      stuck = left <= 0;
      left = awaitChange(left);
    }
    return !stuck;
  }

  private void startPassing() {
    if (!passing) {
      try {
        startDaemon(name, this::pass);
        passing = true;
      } catch (Throwable outOfThreads) {
        // the next piece brings another try
      }
    }
  }

  private long awaitChange(long nanos) {
    try {
      return changed.awaitNanos(nanos);
    } catch (InterruptedException e) { // by accident: this thread belongs to the pool
      return 0;
    }
  }

  private void pass() {
    for (var piece = next(); piece != null; piece = next()) {
      write(piece);
    }
  }

  /** The next piece to write; null, and the thread's end, if there is none. */
  private byte @Nullable [] next() {
    lock.lock();
    try {
      if (stuck) { // it was: the thread is here
        pieces.add(notice());
        stuck = false;
        dropped = 0;
      }
      var piece = pieces.poll();
      passing = piece != null;
      changed.signalAll();
      return piece;
    } finally {
      lock.unlock();
    }
  }

  private byte[] notice() {
    return "[%d bytes of a worker's standard error were dropped: nobody took them]%n"
        .formatted(dropped)
        .getBytes(Charset.defaultCharset());
  }

  private static void write(byte[] piece) {
    try {
      var err = System.err;
      err.write(piece, 0, piece.length);
      err.flush();
    } catch (Throwable broken) { // or null
      // the program has set it; the end of the bytes is kept in any case
    }
  }

  /** Waits until all is passed on, but no longer than {@code nanos}. */
  void awaitEmpty(long nanos) throws InterruptedException {
    long left = nanos;
    lock.lockInterruptibly();
    try {
      while (passing && left > 0) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }
}
