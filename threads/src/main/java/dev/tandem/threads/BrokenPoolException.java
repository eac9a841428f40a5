package dev.tandem.threads;

import java.io.Serial;

/**
 * The initializer of a {@link ProcessPool} threw in a new process, so that no process of the pool
 * can be made ready: {@code BrokenProcessPool}. The cause is what it threw, or a {@link
 * TaskFailedException} in its place.
 */
public final class BrokenPoolException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  BrokenPoolException(Throwable thrown) {
    super("the process pool's initializer failed: " + thrown, thrown);
  }
}
