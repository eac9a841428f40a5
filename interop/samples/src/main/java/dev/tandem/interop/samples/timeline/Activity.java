package dev.tandem.interop.samples.timeline;

import java.util.Locale;

/** What a thread, coroutine or process does for a while. */
enum Activity {
  RUNNING("running", "running, or ready to"),
  WAITING("waiting", "waiting for another"),
  SLEEPING("sleeping", "sleeping"),
  SUSPENDED("suspended", "a coroutine suspended: a delay, its turn"),
  BLOCKED("blocked", "blocked: another holds the lock"),
  IO("in input or output", "input or output"),
  PINNED("pinned", "a virtual thread pinned to its carrier");

  private final String word;
  private final String meaning;

  Activity(String word, String meaning) {
    this.word = word;
    this.meaning = meaning;
  }

  /** As it is said of somebody: "is waiting". */
  String word() {
    return word;
  }

  /** As the legend explains it. */
  String meaning() {
    return meaning;
  }

  /** Its name in style sheets. */
  String styleClass() {
    return name().toLowerCase(Locale.ROOT);
  }
}
