package dev.tandem.threads.samples;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Stage;
import dev.tandem.threads.Guard;
import java.time.Duration;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
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
    stage.out().printf("unguarded, the balance ends at %d%n", unguarded(stage));
    stage.out().printf("guarded, the balance ends at %d%n", guarded(stage));
  }

  /**
   * Lets both look at the balance before either withdraws: the worst that can happen, each time.
   */
  int unguarded(Stage stage) throws Exception {
    var account = new AtomicInteger(balance);
    var bothHaveLooked = new CyclicBarrier(2);
    twiceAtOnce(() -> draw(account, stage, bothHaveLooked::await));
    return account.get();
  }

  @SuppressWarnings("try") // held is there to be closed
  int guarded(Stage stage) throws Exception {
    var account = new AtomicInteger(balance);
    var lock = new ReentrantLock();
    twiceAtOnce(
        () -> {
          try (var held = Guard.holdInterruptibly(lock)) {
            draw(account, stage, () -> {});
          }
        });
    return account.get();
  }

  private static void twiceAtOnce(Crew.Work draw) throws Exception {
    try (var crew = new Crew()) {
      crew.start("ta", draw);
      crew.start("tb", draw);
      crew.join();
    }
  }

  private void draw(AtomicInteger account, Stage stage, Crew.Work beforeWithdrawal)
      throws Exception {
    var name = Thread.currentThread().getName();
    if (account.get() >= amount) {
      stage.sleep(BETWEEN_CHECK_AND_WITHDRAWAL);
      beforeWithdrawal.run();
      stage.out().println(name + " withdraw money successfully");
      stage.out().println(name + " balance " + account.addAndGet(-amount));
    } else {
      stage.out().println(name + " withdrawal failure insufficient balance");
    }
  }

  /** Runs the sample. */
  public static void main(String[] args) {
    new AccountWithdrawals().launch(args);
  }
}
