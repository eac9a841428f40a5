package dev.tandem.threads;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;

/** The kinds of thread that this JVM has; every promise is kept for each. */
public enum ThreadKind {
  PLATFORM,
  VIRTUAL;

  public static List<ThreadKind> available() {
    return VirtualThreads.isSupported() ? List.of(values()) : List.of(PLATFORM);
  }

  /** Starts {@code body} on a thread of this kind. */
  public <T> Running<T> start(Callable<T> body) {
    var running = new Running<T>(body);
    if (this == PLATFORM) {
      var thread = new Thread(running);
      thread.setDaemon(true);
      thread.start();
    } else {
      VIRTUAL_THREADS.execute(running);
    }
    return running;
  }

  private static final ExecutorService VIRTUAL_THREADS = VirtualThreads.newExecutor();
}
