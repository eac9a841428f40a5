package dev.tandem.threads.samples;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.ConditionOptions;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Stage;
import dev.tandem.threads.Condition;
import dev.tandem.threads.Event;
import dev.tandem.threads.samples.crew.Crew;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import picocli.CommandLine.Mixin;

/**
 * A condition wakes as many waiters as it is told to, those who came first before the others. Who
 * waits for something in particular says so with a predicate, and sleeps through signals that do
 * not fulfil it.
 */
@CatalogueEntry(
    id = "condition",
    title = "Wake one waiter, several, or all; wait for a predicate",
    documents = "001")
public final class ConditionWaiters extends Sample {
  @Mixin private ConditionOptions options = new ConditionOptions();

  @Override
  public void run(Stage stage) throws Exception {
    wakeOneSeveralAll(System.out);
    waitForLetters(System.out);
  }

  private void wakeOneSeveralAll(PrintStream out) throws Exception {
    int several = options.several();
    var room = new WaitingRoom(out);
    try (var crew = new Crew()) {
      for (int i = 0; i < options.waiters(); i++) {
        crew.start("waiter-" + i, room::await);
        room.untilWaiting(i + 1);
      }
      out.println(options.waiters() + " waiting");
      room.ring("wake one", 1, Condition::signal);
      room.ring("wake " + several, several, bell -> bell.signal(several));
      room.ring("wake all", options.waiters(), Condition::signalAll);
      crew.join();
    }
  }

  private void waitForLetters(PrintStream out) throws Exception {
    var arrival = new Condition();
    var letters = new ArrayList<String>();
    var ready = new Event();
    try (var crew = new Crew()) {
      crew.start("reader", () -> read(3, letters, arrival, ready, out));
      ready.await();
      for (var letter : List.of("a", "b", "c")) {
        try (var held = arrival.acquire()) {
          out.println("letter " + letter);
          letters.add(letter);
          arrival.signal();
        }
      }
      crew.join();
    }
  }

  private static void read(
      int enough, List<String> letters, Condition arrival, Event ready, PrintStream out)
      throws InterruptedException {
    try (var held = arrival.acquire()) {
      out.println("reader waits for " + enough + " letters");
      ready.set();
      arrival.awaitUntil(() -> letters.size() >= enough);
      out.println("reader has " + letters);
    }
  }

  /** Where the waiters wait for the bell. Two conditions share its lock. */
  private static final class WaitingRoom {
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Condition bell = new Condition(lock);
    private final Condition comingAndGoing = new Condition(lock);
    private final PrintStream out;
    private int waiting;

    WaitingRoom(PrintStream out) {
      this.out = out;
    }

    void await() throws InterruptedException {
      try (var held = bell.acquire()) {
        waiting++;
        comingAndGoing.signalAll();
        bell.await();
        out.println(Thread.currentThread().getName() + " wakes up");
        waiting--;
        comingAndGoing.signalAll();
      }
    }

    void untilWaiting(int number) throws InterruptedException {
      try (var held = comingAndGoing.acquire()) {
        comingAndGoing.awaitUntil(() -> waiting == number);
      }
    }

    /** Rings the bell by {@code signal}, and waits until those it wakes have gone. */
    void ring(String announcement, int number, Consumer<Condition> signal)
        throws InterruptedException {
      try (var held = bell.acquire()) {
        int staying = Math.max(0, waiting - number);
        out.println(announcement);
        signal.accept(bell);
        comingAndGoing.awaitUntil(() -> waiting <= staying);
      }
    }
  }

  /** Runs the sample. */
  public static void main(String[] args) {
    new ConditionWaiters().launch(args);
  }
}
