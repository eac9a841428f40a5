package dev.tandem.threads.samples.processes;

import java.io.IOException;

/** How a child process ends. */
public enum Ending {
  /** Its {@code main} returns: exit code 0. */
  RETURNS,
  /** It asks for an exit code of its own, {@value #EXIT_CODE}. */
  EXITS,
  /** Its {@code main} throws: exit code 1, and a stack trace. */
  CRASHES,
  /** Not by itself, unless its parent is gone. */
  NEVER;

  private static final int EXIT_CODE = 3;

  /** Ends this process, which has a name, in this way. */
  void play(String name) throws IOException {
    switch (this) {
      case RETURNS -> {}
      case EXITS -> System.exit(EXIT_CODE);
      case CRASHES -> throw new IllegalStateException(name + " has crashed");
      case NEVER -> System.in.read(); // nobody writes, and only the parent's death ends the input
    }
  }
}
