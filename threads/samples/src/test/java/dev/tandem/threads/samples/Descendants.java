package dev.tandem.threads.samples;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.util.Set;
import java.util.stream.Collectors;

/** The processes that this one has started, and those that they have started. */
final class Descendants {
  private Descendants() {}

  /** Those that are alive now. */
  static Set<ProcessHandle> alive() {
    return ProcessHandle.current()
        .descendants()
        .filter(ProcessHandle::isAlive)
        .collect(Collectors.toSet());
  }

  /** Waits until none but these is alive: one that was killed takes a moment to die. */
  static void awaitEndOfAllBut(Set<ProcessHandle> others) throws Exception {
    for (var process : alive()) {
      if (!others.contains(process)) {
        process.onExit().get(30, SECONDS);
      }
    }
  }
}
