package dev.tandem.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tandem.fixtures.ThreadKind;
import dev.tandem.threads.processes.ProcessPool;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The snippets of threads/README.md, run. */
@Timeout(60)
class ReadmeTest {
  private static final class Events {
    private final List<String> said = new ArrayList<>();

    private void say(String line) {
      said.add(line);
    }

    // snippet: event
    void meet() throws InterruptedException {
      Event ready = new Event();
      Thread waiter =
          new Thread(
              () -> {
                try {
                  ready.await();
                  say("... got it!");
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              });
      waiter.start();
      ready.set();
      waiter.join();
    }
    // end
  }

  @Test
  void event() throws Exception {
    var events = new Events();
    events.meet();
    assertEquals(List.of("... got it!"), events.said);
  }

  // snippet: condition
  static final class Mailbox {
    private final Condition changed = new Condition();
    private final Deque<String> letters = new ArrayDeque<>();

    void put(String letter) throws InterruptedException {
      try (Guard held = changed.acquire()) {
        letters.add(letter);
        changed.signal();
      }
    }

    String take() throws InterruptedException {
      try (Guard held = changed.acquire()) {
        changed.awaitUntil(() -> !letters.isEmpty());
        return letters.remove();
      }
    }
  }

  // end

  @Test
  void condition() throws Exception {
    var mailbox = new Mailbox();
    var taker = ThreadKind.PLATFORM.start(mailbox::take).untilItWaits();
    mailbox.put("hello");
    assertEquals("hello", taker.result());
  }

  // snippet: semaphore
  static String limited(BoundedSemaphore connections) throws InterruptedException {
    connections.acquire();
    try {
      return "the answer";
    } finally {
      connections.release(); // a second release would be an IllegalStateException
    }
  }

  // end

  @Test
  void semaphore() throws Exception {
    var connections = new BoundedSemaphore(10);
    assertEquals("the answer", limited(connections));
    assertThrows(IllegalStateException.class, connections::release);
  }

  // snippet: guard
  static final class Account {
    private final Lock lock = new ReentrantLock();
    private int balance = 1000;

    boolean withdraw(int amount) {
      try (Guard held = Guard.hold(lock)) {
        if (balance < amount) {
          return false;
        }
        balance -= amount;
        return true;
      }
    }
  }

  // end

  @Test
  void guard() {
    var account = new Account();
    assertEquals(List.of(true, false), List.of(account.withdraw(800), account.withdraw(800)));
  }

  // snippet: queue
  static Set<String> crawlAll(List<String> urls) throws InterruptedException {
    var crawled = new ConcurrentLinkedQueue<String>();
    JoinableQueue<String> queue = JoinableQueue.fifo();
    ExecutorService workers = VirtualThreads.newExecutor();
    for (int i = 0; i < 3; i++) {
      workers.submit(
          () -> {
            while (true) { // until the queue is shut down
              String url = queue.take();
              crawled.add(url);
              queue.taskDone();
            }
          });
    }
    queue.addAll(urls);
    queue.join();
    queue.shutdown();
    workers.shutdown();
    return Set.copyOf(crawled);
  }

  // end

  @Test
  void queue() throws Exception {
    assertEquals(Set.of("a", "b", "c", "d"), crawlAll(List.of("a", "b", "c", "d")));
  }

  // snippet: priorities
  static List<String> byUrgency(List<String> tasks) {
    JoinableQueue<String> queue =
        JoinableQueue.priority((a, b) -> Integer.compare(a.charAt(0), b.charAt(0)));
    queue.addAll(tasks);
    return queue.shutdownNow(); // in the order in which they would have left
  }

  // end

  @Test
  void priorities() {
    assertEquals(
        List.of("1 pay", "2 eat", "2 sleep"), byUrgency(List.of("2 eat", "2 sleep", "1 pay")));
  }

  // snippet: futures
  static void lookAt(List<Future<String>> pages) throws Exception {
    try (Completions<String> completed = Futures.asCompleted(pages)) {
      while (completed.hasNext()) {
        System.out.println(completed.next().get());
      }
    }

    DoneAndPending<String> soon =
        Futures.await(pages, ReturnWhen.FIRST_COMPLETED, Duration.ofSeconds(1));
    soon.pending().forEach(late -> late.cancel(true));

    List<String> all = Futures.gather(pages); // the first failure cancels the rest
    List<Outcome<String>> outcomes = Futures.gatherOutcomes(pages); // failures among them
    System.out.println(all + " " + outcomes);
  }

  // end

  // snippet: map
  static List<Integer> lengths(ExecutorService executor, Iterable<String> inputs) throws Exception {
    List<Integer> lengths = new ArrayList<>();
    try (MappedResults<Integer> results = Futures.map(executor, inputs, String::length, 8)) {
      while (results.hasNext()) {
        lengths.add(results.next());
      }
    }
    return lengths;
  }

  // end

  @Test
  void futuresAndMap() throws Exception {
    var executor = VirtualThreads.newExecutor();
    var pages = List.of(executor.submit(() -> "one"), executor.submit(() -> "two"));
    lookAt(pages);
    assertFalse(pages.get(0).isCancelled());
    assertEquals(List.of(3, 5), lengths(executor, List.of("one", "three")));
    executor.shutdown();
  }

  // snippet: processes
  static int totalLength(List<String> words) throws Exception {
    try (ProcessPool pool = ProcessPool.builder().size(2).maxHeapBytes(64 << 20).build()) {
      CompletableFuture<Void> crashing = pool.submit(() -> crash("out of order"));
      CompletableFuture<Void> stuck =
          pool.submit(
              () -> {
                while (true) {}
              });
      int total = 0;
      try (MappedResults<Integer> lengths = pool.map(words, String::length, 100)) {
        while (lengths.hasNext()) {
          total += lengths.next(); // the other process serves, while one is stuck
        }
      }
      stuck.cancel(true); // kills its process
      Throwable death = Outcome.of(crashing).failure();
      System.out.println(death.getMessage()); // worker process 4711 ended with exit value 1; ...
      return total;
    }
  }

  // end

  private static Void crash(String lastWords) {
    System.err.println(lastWords);
    Runtime.getRuntime().halt(1);
    return null;
  }

  @Test
  void processes() throws Exception {
    assertEquals(8, totalLength(List.of("one", "three")));
  }

  /** In each process, what the initializer loads. */
  private static final class Dictionary {
    private static Map<String, String> words;

    static void load() {
      words = Map.of("one", "eins", "three", "drei");
    }

    static String translate(String word) {
      return words.get(word);
    }
  }

  // snippet: initializer
  static Set<String> translations(List<String> words) throws Exception {
    var builder = ProcessPool.builder().size(2).minSize(1).initializer(Dictionary::load);
    try (ProcessPool pool = builder.build();
        MappedResults<String> results =
            pool.mapUnordered(words, Dictionary::translate, 10, Duration.ofMinutes(1))) {
      Set<String> translations = new HashSet<>();
      while (results.hasNext()) {
        translations.add(results.next()); // of whichever chunk is done first
      }
      return translations;
    }
  }

  // end

  @Test
  void initializedProcesses() throws Exception {
    assertEquals(Set.of("eins", "drei"), translations(List.of("one", "three")));
  }
}
