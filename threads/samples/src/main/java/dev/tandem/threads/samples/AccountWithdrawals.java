package dev.tandem.threads.samples;

import dev.tandem.samples.AtLeastOne;
import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Stage;
import dev.tandem.threads.Guard;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import picocli.CommandLine.Option;

/**
 * Looking at the balance is atomic, and so is taking money from it; both together are not, until a
 * lock makes them one step.
 */
@CatalogueEntry(
    id = "account",
    title = "Withdraw twice at once, without a lock and with one",
    documents = "002")
public final class AccountWithdrawals extends Sample {
  @Option(
      names = "--balance",
      paramLabel = "N",
      defaultValue = "1000",
      converter = AtLeastOne.class,
      description = "What is in the account (default: ${DEFAULT-VALUE}).")
  private int balance;

  @Option(
      names = "--amount",
      paramLabel = "N",
      defaultValue = "800",
      converter = AtLeastOne.class,
      description = "What each of the two withdraws (default: ${DEFAULT-VALUE}).")
  private int amount;

  @Override
  public void run(Stage stage) throws InterruptedException {
    main(balance, amount, stage.scaled(0.1));
  }

  // snippet: lesson
  record Account(AtomicInteger balance, Lock lock) {} // atomic: two threads' -= could lose one

  static void draw(Account account, int amount, double seconds) {
    String name = Thread.currentThread().getName();
    try {
      if (account.balance().get() >= amount) {
        Thread.sleep(Math.round(1000 * seconds)); // the other looks at the balance meanwhile
        System.out.println(name + " withdraw money successfully");
        System.out.println(name + " balance " + account.balance().addAndGet(-amount));
      } else {
        System.out.println(name + " withdrawal failure insufficient balance");
      }
    } catch (InterruptedException end) {
      // nobody waits for the money any more
    }
  }

  static void drawGuarded(Account account, int amount, double seconds) {
    try (var held = Guard.hold(account.lock())) { // which of them comes first is open
      draw(account, amount, seconds);
    }
  }

  static void twice(Runnable draw) throws InterruptedException {
    Thread ta = new Thread(draw, "ta");
    Thread tb = new Thread(draw, "tb");
    ta.start();
    tb.start();
    ta.join();
    tb.join();
  }

  static void main(int balance, int amount, double seconds) throws InterruptedException {
    Account account = new Account(new AtomicInteger(balance), new ReentrantLock());
    twice(() -> draw(account, amount, seconds));
    System.out.println("unguarded, the balance ends at " + account.balance());
    account.balance().set(balance);
    twice(() -> drawGuarded(account, amount, seconds));
    System.out.println("guarded, the balance ends at " + account.balance());
  }

  // end

  /** Runs the sample. */
  public static void main(String[] args) {
    new AccountWithdrawals().launch(args);
  }
}
