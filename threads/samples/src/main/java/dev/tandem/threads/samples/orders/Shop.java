package dev.tandem.threads.samples.orders;

import static java.util.concurrent.CompletableFuture.delayedExecutor;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.tandem.samples.OrdersOptions;
import dev.tandem.samples.Stage;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * A shop far away: each step is done by another thread, some time after the call returned. Any
 * thread may call any method.
 */
public final class Shop {
  private final Stage stage;
  private final OrdersOptions options;
  private final Step broken;

  /**
   * Opens a shop.
   *
   * @param stage whose speed it has
   * @param options who its user is, what was ordered, and how long each step takes
   * @param broken the step that fails, or null
   */
  public Shop(Stage stage, OrdersOptions options, Step broken) {
    this.stage = stage;
    this.options = options;
    this.broken = broken;
  }

  /** Logs somebody in. */
  public void logIn(String user, Callback<Session> callback) {
    later(Step.LOG_IN, () -> new Session(user), callback);
  }

  /** Loads the amounts of a session's orders. */
  public void loadOrders(Session session, Callback<List<Integer>> callback) {
    later(
        Step.LOAD_ORDERS,
        () -> session.user().equals(options.user()) ? options.orders() : List.of(),
        callback);
  }

  /** Sums amounts; fails if the sum is no int. */
  public void sum(List<Integer> amounts, Callback<Integer> callback) {
    later(Step.SUM, () -> amounts.stream().reduce(0, Math::addExact), callback);
  }

  private <T> void later(Step step, Callable<T> work, Callback<T> callback) {
    delayedExecutor(stage.scaled(options.latency()).toNanos(), NANOSECONDS)
        .execute(() -> finish(step, work, callback));
  }

  private <T> void finish(Step step, Callable<T> work, Callback<T> callback) {
    T value;
    try {
      if (step == broken) {
        throw new IllegalStateException("cannot " + step);
      }
      value = work.call();
    } catch (Exception failure) {
      callback.done(null, failure);
      return;
    }
    callback.done(value, null);
  }
}
