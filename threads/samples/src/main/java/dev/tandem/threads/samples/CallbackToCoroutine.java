package dev.tandem.threads.samples;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.OrdersOptions;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Stage;
import dev.tandem.threads.Outcome;
import dev.tandem.threads.samples.orders.Shop;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;
import picocli.CommandLine.Mixin;

/**
 * Log in, load the orders, sum them: as callbacks each step nests in the one before and hands on
 * its failure by itself; as futures the steps stand in line, and a failure skips the rest.
 */
@CatalogueEntry(
    id = "callback-to-coroutine",
    title = "Write one flow of three steps as callbacks, and as what came after them",
    documents = "000")
public final class CallbackToCoroutine extends Sample {
  @Mixin private OrdersOptions options = new OrdersOptions();

  @Override
  public void run(Stage stage) throws InterruptedException, ExecutionException {
    play("nothing", stage);
    for (var step : Shop.STEPS) {
      play(step, stage);
    }
  }

  private void play(String failing, Stage stage) throws InterruptedException, ExecutionException {
    System.out.println(failing + " fails");
    main(new Shop(stage.seconds(options.latency()), options.orders(), failing), options.user());
  }

  // snippet: lesson
  // A shop far away: what each of its methods gives is a CompletableFuture, which is done later.
  static void byCallbacks(Shop shop, String user, BiConsumer<Integer, Throwable> callback) {
    shop.logIn(user)
        .whenComplete(
            (session, noSession) -> {
              if (noSession != null) {
                callback.accept(null, noSession);
                return;
              }
              shop.loadOrders(session)
                  .whenComplete(
                      (orders, noOrders) -> {
                        if (noOrders != null) {
                          callback.accept(null, noOrders);
                          return;
                        }
                        shop.sum(orders).whenComplete(callback);
                      });
            });
  }

  static CompletableFuture<Integer> byFutures(Shop shop, String user) {
    return shop.logIn(user)
        .thenCompose(session -> shop.loadOrders(session))
        .thenCompose(orders -> shop.sum(orders));
  }

  static void show(String way, Integer total, Throwable failure) {
    String end = failure == null ? "the orders come to " + total : failure.getMessage();
    System.out.println("  " + way + " " + end);
  }

  static void main(Shop shop, String user) throws InterruptedException, ExecutionException {
    CompletableFuture<Outcome<Integer>> called = new CompletableFuture<>();
    byCallbacks(shop, user, (t, failure) -> called.complete(new Outcome<>(t, failure, false)));
    show("callbacks:", called.get().value(), called.get().failure());
    Outcome<Integer> awaited = Outcome.of(byFutures(shop, user)); // waits, and does not throw
    show("futures:  ", awaited.value(), awaited.failure());
  }

  // end

  /** Runs the sample. */
  public static void main(String[] args) {
    new CallbackToCoroutine().launch(args);
  }
}
