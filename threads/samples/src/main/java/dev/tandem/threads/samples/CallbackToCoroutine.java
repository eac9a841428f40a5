package dev.tandem.threads.samples;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.OrdersOptions;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Stage;
import dev.tandem.threads.samples.orders.TotalOfOrders;
import dev.tandem.threads.samples.orders.Way;
import java.util.List;
import picocli.CommandLine.Mixin;

/** One flow of three steps, {@linkplain TotalOfOrders written twice}: the same comes out. */
@CatalogueEntry(
    id = "callback-to-coroutine",
    title = "Write one flow of three steps as callbacks, and as what came after them",
    documents = "000")
public final class CallbackToCoroutine extends Sample {
  @Mixin private OrdersOptions options = new OrdersOptions();

  @Override
  public void run(Stage stage) throws InterruptedException {
    Way.show(List.of(Way.CALLBACKS, Way.FUTURES), options, stage);
  }

  /** Runs the sample. */
  public static void main(String[] args) {
    new CallbackToCoroutine().launch(args);
  }
}
