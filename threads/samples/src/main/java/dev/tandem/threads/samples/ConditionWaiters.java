package dev.tandem.threads.samples;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.ConditionOptions;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Stage;
import dev.tandem.threads.Condition;
import dev.tandem.threads.Guard;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import picocli.CommandLine.Mixin;

/**
 * A condition wakes as many waiters as it is told to, those who came first before the others. Who
 * waits for something in particular says so with a predicate, and sleeps through signals that do
 * not fulfil it. Two conditions may share one lock.
 */
@CatalogueEntry(
    id = "condition",
    title = "Wake one waiter, several, or all; wait for a predicate",
    documents = "001")
public final class ConditionWaiters extends Sample {
  @Mixin private ConditionOptions options = new ConditionOptions();

  @Override
  public void run(Stage stage) throws InterruptedException {
    main(options.waiters(), options.several());
  }

  // snippet: lesson
  static class Room {
    final ReentrantLock lock = new ReentrantLock();
    final Condition bell = new Condition(lock);
    final Condition moved = new Condition(lock);
    final List<String> waiting = new ArrayList<>();
  }

  static void waiter(String name, Room room) {
    try (Guard held = Guard.holdInterruptibly(room.lock)) {
      room.waiting.add(name);
      room.moved.signal();
      room.bell.await(); // others may have the lock meanwhile
      System.out.println(name + " wakes up");
      room.waiting.remove(name);
      room.moved.signal();
    } catch (InterruptedException end) {
      // nobody will ring the bell any more
    }
  }

  static void main(int count, int several) throws InterruptedException {
    Room room = new Room();
    try (Guard held = Guard.holdInterruptibly(room.lock)) {
      for (int i = 0; i < count; i++) {
        String name = "waiter-" + i;
        new Thread(() -> waiter(name, room), name).start();
        room.moved.awaitUntil(() -> room.waiting.contains(name));
      }
      System.out.println(count + " waiting");
      System.out.println("wake one");
      room.bell.signal();
      room.moved.awaitUntil(() -> room.waiting.size() == count - 1);
      System.out.println("wake " + several);
      room.bell.signal(several);
      room.moved.awaitUntil(() -> room.waiting.size() == Math.max(0, count - 1 - several));
      System.out.println("wake all");
      room.bell.signalAll();
      room.moved.awaitUntil(() -> room.waiting.isEmpty());
    }
  }

  // end

  /** Runs the sample. */
  public static void main(String[] args) {
    new ConditionWaiters().launch(args);
  }
}
