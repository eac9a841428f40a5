package dev.tandem.interop.samples;

import dev.tandem.interop.SuspendScope;
import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.OrdersOptions;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Stage;
import dev.tandem.threads.Outcome;
import dev.tandem.threads.samples.orders.Shop;
import dev.tandem.threads.samples.orders.TotalOfOrders;
import dev.tandem.threads.samples.orders.Way;
import java.util.List;
import picocli.CommandLine.Mixin;

/**
 * One flow of three steps, three times: {@linkplain TotalOfOrders by callbacks and by futures} in
 * Java, and as a coroutine in Kotlin, which awaits Java's futures, and whose result Java awaits as
 * a future again.
 */
@CatalogueEntry(
    id = "callback-to-coroutine",
    title = "Write one flow of three steps as callbacks, and as what came after them",
    documents = "000")
public final class CallbackToCoroutine extends Sample {
  @Mixin private OrdersOptions options = new OrdersOptions();

  @Override
  public void run(Stage stage) throws InterruptedException {
    var coroutine = new Way("coroutine", CallbackToCoroutine::withCoroutine);
    Way.show(List.of(Way.CALLBACKS, Way.FUTURES, coroutine), options, stage);
  }

  private static Outcome<Integer> withCoroutine(Shop shop, String user)
      throws InterruptedException {
    try (var scope = SuspendScope.open()) {
      return Outcome.of(scope.future(c -> OrdersCoroutineKt.totalOfOrders(shop, user, c)));
    } // interrupted, it cancels the coroutine here
  }

  /** Runs the sample. */
  public static void main(String[] args) {
    new CallbackToCoroutine().launch(args);
  }
}
