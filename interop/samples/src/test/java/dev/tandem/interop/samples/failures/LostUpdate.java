package dev.tandem.interop.samples.failures;

import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;

/** Two threads read a balance before either of them has written it. */
public final class LostUpdate {
  private LostUpdate() {}

  // snippet: program
  static volatile int balance = 0;
  static final CyclicBarrier bothHaveRead = new CyclicBarrier(2);

  static void payIn(int amount) {
    try {
      int seen = balance;
      bothHaveRead.await(); // what happens rarely, made to happen every time
      balance = seen + amount;
    } catch (InterruptedException | BrokenBarrierException e) {
      throw new IllegalStateException(e);
    }
  }

  public static void main(String[] args) throws InterruptedException {
    List<Thread> payers = List.of(new Thread(() -> payIn(100)), new Thread(() -> payIn(100)));
    for (Thread payer : payers) {
      payer.start();
    }
    for (Thread payer : payers) {
      payer.join();
    }
    System.out.println("paid in: 2 x 100, balance: " + balance);
  }
  // end
}

// Output:
// paid in: 2 x 100, balance: 100
