package dev.tandem.threads.samples;

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
}
