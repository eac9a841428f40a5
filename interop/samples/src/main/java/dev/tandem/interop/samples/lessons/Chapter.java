package dev.tandem.interop.samples.lessons;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The chapters in which the samples are read, and the samples of each, in order. */
public enum Chapter {
  /** Cooks and chores. */
  WHY_NOT_WAIT("Why not wait", "hello", "say-after", "gather-say", "gui-button"),
  /** Starting and joining. */
  THREADS("Threads", "threads-three-ways", "countdown", "countdown-locked"),
  /** What goes wrong between two steps. */
  SHARING_STATE("Sharing state", "account", "lock", "try-lock", "file-lock"),
  /** Giving back what was taken. */
  WITH("with", "with-statement", "lock-on-error"),
  /** Handing work to threads. */
  QUEUES_AND_POOLS(
      "Queues and pools",
      "factors-queue",
      "factors-priority",
      "pool-map",
      "pool-as-completed",
      "pool-states"),
  /** One kind of worker after another. */
  PIPELINES("Pipelines", "queue-workers", "producer-consumer", "bounded-pipeline"),
  /** Waiting for other machines. */
  HTTP_CRAWLING("HTTP crawling", "status-crawler", "blog-crawler", "downloads"),
  /** Functions that can wait. */
  COROUTINES_AND_TASKS(
      "Coroutines and tasks",
      "lazy-coroutine",
      "yield-from",
      "await-nothing",
      "await-sequence",
      "factorial-gather",
      "named-tasks",
      "task-introspection"),
  /** What runs the coroutines. */
  INSIDE_THE_LOOP(
      "Inside the loop",
      "callback-to-coroutine",
      "event-loop",
      "cooperative-primes",
      "block-the-loop"),
  /** Waiting for each other, and not for ever. */
  COORDINATION_AND_TIME(
      "Coordination and time",
      "event",
      "condition",
      "semaphore",
      "bounded-semaphore",
      "barrier",
      "timeout",
      "shield"),
  /** Between threads and coroutines. */
  FUTURES_AND_THE_BRIDGE(
      "Futures and the bridge",
      "manual-future",
      "callbacks",
      "two-futures",
      "wrap-future",
      "run-in-executor",
      "blocking-library"),
  /** Beyond one JVM. */
  PROCESSES("Processes", "processes", "reduction", "subprocess"),
  /** What no model makes faster. */
  LIMITS("Limits", "is-prime", "amdahl", "cpu-bound", "newton"),
  /** Programs that answer. */
  SERVICES("Services", "web-service", "prime-service");

  private final String title;
  private final List<String> samples;

  Chapter(String title, String... samples) {
    this.title = title;
    this.samples = List.of(samples);
  }

  /** The chapter's number, from 1. */
  public int number() {
    return ordinal() + 1;
  }

  /** What the chapter is called. */
  public String title() {
    return title;
  }

  /** The ids of the chapter's samples. */
  public List<String> samples() {
    return samples;
  }

  /** The chapter that a sample is read in, if it is in any. */
  public static Optional<Chapter> of(String id) {
    return Arrays.stream(values()).filter(chapter -> chapter.samples.contains(id)).findFirst();
  }

  /** The order in which samples are read, by their ids; what is in no chapter comes last. */
  public static Comparator<String> readingOrder() {
    var ids = Arrays.stream(values()).flatMap(chapter -> chapter.samples.stream()).toList();
    return Comparator.<String>comparingInt(id -> ids.contains(id) ? ids.indexOf(id) : ids.size())
        .thenComparing(Comparator.naturalOrder());
  }
}
