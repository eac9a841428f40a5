package dev.tandem.interop.samples.failures;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Two wait for a letter, one letter comes, both are woken, and neither looks again. */
final class IfNotWhile {
  // snippet: program
  static final ReentrantLock lock = new ReentrantLock();
  static final Condition changed = lock.newCondition();
  static final Queue<String> letters = new ArrayDeque<>();
  static final CountDownLatch waiting = new CountDownLatch(2);

  static void taker() {
    lock.lock();
    try {
      waiting.countDown();
      if (letters.isEmpty()) { // should be: while
        changed.awaitUninterruptibly();
      }
      System.out.println(Thread.currentThread().getName() + " has " + letters.remove());
    } finally {
      lock.unlock();
    }
  }

  public static void main(String[] args) throws InterruptedException {
    Thread[] takers = {new Thread(() -> taker(), "taker-0"), new Thread(() -> taker(), "taker-1")};
    for (Thread taker : takers) {
      taker.start();
    }
    waiting.await();
    lock.lock(); // which is free when both wait
    letters.add("a letter");
    changed.signalAll();
    lock.unlock();
    for (Thread taker : takers) {
      taker.join();
    }
    System.out.println("done");
  }
  // end
}

// Output:
// taker-… has a letter
// Exception in thread "taker-…" java.util.NoSuchElementException
// done
