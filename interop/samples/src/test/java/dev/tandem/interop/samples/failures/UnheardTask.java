package dev.tandem.interop.samples.failures;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Starts two tasks, and waits for one of them: what becomes of the other's failure? */
final class UnheardTask {
  // snippet: program
  static void charge(CountDownLatch tried) {
    tried.countDown();
    throw new IllegalStateException("the card is refused");
  }

  static Void ship(CountDownLatch tried) throws InterruptedException {
    tried.await();
    System.out.println("shipped");
    return null;
  }

  public static void main(String[] args) throws Exception {
    CountDownLatch tried = new CountDownLatch(1);
    ExecutorService executor = Executors.newCachedThreadPool();
    Future<Void> shipping = executor.submit(() -> ship(tried));
    Future<?> charging = executor.submit(() -> charge(tried));
    shipping.get(); // and nobody waits for charging
    System.out.println("the order is done");
    executor.shutdown();
  }
  // end
}

// Output:
// shipped
// the order is done
