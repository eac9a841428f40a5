package dev.tandem.threads.samples.orders;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Log in, load the orders, sum them: as callbacks each step nests in the one before and hands on
 * its failure by itself; as futures the steps stand in line, and a failure skips the rest.
 */
public final class TotalOfOrders {
  private TotalOfOrders() {}

  /** The flow as nested callbacks, the last of which is the caller's. */
  public static void byCallbacks(Shop shop, String user, Callback<Integer> callback) {
    shop.logIn(
        user,
        (session, noSession) -> {
          if (noSession != null) {
            callback.done(null, noSession);
            return;
          }
          shop.loadOrders(
              session,
              (amounts, noAmounts) -> {
                if (noAmounts != null) {
                  callback.done(null, noAmounts);
                  return;
                }
                shop.sum(amounts, callback);
              });
        });
  }

  /** The flow as a chain of futures, the last of which is the caller's. */
  public static CompletableFuture<Integer> byFutures(Shop shop, String user) {
    return logIn(shop, user)
        .thenCompose(session -> loadOrders(shop, session))
        .thenCompose(amounts -> sum(shop, amounts));
  }

  /** {@link Shop#logIn} as a future. */
  public static CompletableFuture<Session> logIn(Shop shop, String user) {
    return future(callback -> shop.logIn(user, callback));
  }

  /** {@link Shop#loadOrders} as a future. */
  public static CompletableFuture<List<Integer>> loadOrders(Shop shop, Session session) {
    return future(callback -> shop.loadOrders(session, callback));
  }

  /** {@link Shop#sum} as a future. */
  public static CompletableFuture<Integer> sum(Shop shop, List<Integer> amounts) {
    return future(callback -> shop.sum(amounts, callback));
  }

  /** Turns a call that takes a callback into one that gives a future. */
  private static <T> CompletableFuture<T> future(Consumer<Callback<T>> call) {
    var future = new CompletableFuture<T>();
    call.accept(
        (value, failure) -> {
          if (failure != null) {
            future.completeExceptionally(failure);
          } else {
            future.complete(value);
          }
        });
    return future;
  }
}
