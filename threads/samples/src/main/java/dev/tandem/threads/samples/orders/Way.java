package dev.tandem.threads.samples.orders;

import dev.tandem.samples.OrdersOptions;
import dev.tandem.samples.Stage;
import dev.tandem.threads.Event;
import dev.tandem.threads.Outcome;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A way to write the flow, as a call that waits for its end.
 *
 * @param name what it is made of
 * @param flow the call
 */
public record Way(String name, Flow flow) {
  /** Waits for {@link TotalOfOrders#byCallbacks}. */
  public static final Way CALLBACKS = new Way("callbacks", Way::withCallbacks);

  /** Waits for {@link TotalOfOrders#byFutures}. */
  public static final Way FUTURES =
      new Way("futures", (shop, user) -> Outcome.of(TotalOfOrders.byFutures(shop, user)));

  /** Sums a user's orders. */
  public interface Flow {
    /** Waits for the sum, or for what keeps the shop from giving it. */
    Outcome<Integer> total(Shop shop, String user) throws InterruptedException;
  }

  /** Shows what each way comes to: if nothing fails, and for each step that may. */
  public static void show(List<Way> ways, OrdersOptions options, Stage stage)
      throws InterruptedException {
    show("nothing fails", ways, new Shop(stage, options, null), options, stage);
    for (var broken : Step.values()) {
      show(broken + " fails", ways, new Shop(stage, options, broken), options, stage);
    }
  }

  private static void show(
      String scene, List<Way> ways, Shop shop, OrdersOptions options, Stage stage)
      throws InterruptedException {
    System.out.println(scene);
    for (var way : ways) {
      var outcome = way.flow().total(shop, options.user());
      System.out.println("  %-10s %s".formatted(way.name() + ":", describe(outcome)));
    }
  }

  private static Outcome<Integer> withCallbacks(Shop shop, String user)
      throws InterruptedException {
    var outcome = new AtomicReference<Outcome<Integer>>();
    var finished = new Event();
    TotalOfOrders.byCallbacks(
        shop,
        user,
        (total, failure) -> {
          outcome.set(new Outcome<>(total, failure, false));
          finished.set();
        });
    finished.await();
    return outcome.get();
  }

  private static String describe(Outcome<Integer> outcome) {
    return outcome.isSuccess()
        ? "the orders come to " + outcome.value()
        : outcome.failure().getClass().getSimpleName() + ": " + outcome.failure().getMessage();
  }
}
