package dev.tandem.threads.samples;

import dev.tandem.samples.AtLeastOne;
import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Stage;
import dev.tandem.threads.Guard;
import dev.tandem.threads.samples.crew.Crew;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CyclicBarrier;
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
  private static final Duration BETWEEN_CHECK_AND_WITHDRAWAL = Duration.ofMillis(100);

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
  public void run(Stage stage) throws Exception {
    System.out.printf("unguarded, the balance ends at %d%n", unguarded(stage));
    System.out.printf("guarded, the balance ends at %d%n", guarded(stage));
  }

  /** Lets both look at the balance before either withdraws: what may happen, made to happen. */
  int unguarded(Stage stage) throws Exception {
    var account = new Account(balance, System.out);
    var bothHaveLooked = new CyclicBarrier(2);
    twiceAtOnce(() -> draw(account, stage, bothHaveLooked::await));
    return account.balance();
  }

  int guarded(Stage stage) throws Exception {
    var account = new Account(balance, System.out);
    var lock = new ReentrantLock();
    twiceAtOnce(
        () -> {
          try (var held = Guard.holdInterruptibly(lock)) {
            draw(account, stage, () -> {});
          }
        });
    return account.balance();
  }

  private static void twiceAtOnce(Crew.Work draw) throws Exception {
    try (var crew = new Crew()) {
      crew.start("ta", draw);
      crew.start("tb", draw);
      crew.join();
    }
  }

  private void draw(Account account, Stage stage, Crew.Work beforeWithdrawal) throws Exception {
    if (account.balance() >= amount) {
      stage.sleep(BETWEEN_CHECK_AND_WITHDRAWAL);
      beforeWithdrawal.run();
      account.withdraw(amount);
    } else {
      account.refuse();
    }
  }

  /** Each of its methods is atomic, which helps nobody who needs two of them. */
  private static final class Account {
    private final PrintStream out;
    private int balance;

    Account(int balance, PrintStream out) {
      this.balance = balance;
      this.out = out;
    }

    synchronized int balance() {
      return balance;
    }

    synchronized void withdraw(int amount) {
      var name = Thread.currentThread().getName();
      out.println(name + " withdraw money successfully");
      balance -= amount;
      out.println(name + " balance " + balance);
    }

    void refuse() {
      out.println(Thread.currentThread().getName() + " withdrawal failure insufficient balance");
    }
  }

  /** Runs the sample. */
  public static void main(String[] args) {
    new AccountWithdrawals().launch(args);
  }
}
