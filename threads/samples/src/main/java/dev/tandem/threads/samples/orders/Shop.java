package dev.tandem.threads.samples.orders;

import static java.util.concurrent.CompletableFuture.delayedExecutor;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/**
 * A shop far away: each step is done by another thread, some time after the call returned. Any
 * thread may call any method.
 *
 * @param seconds how long each step takes
 * @param orders the amounts of everybody's orders
 * @param failing the step that fails, one of {@link #STEPS}, or another word
 */
public record Shop(double seconds, List<Integer> orders, String failing) {
  /** What the shop can do, and fail at. */
  public static final List<String> STEPS = List.of("log in", "load orders", "sum");

  /** Gives a session to a user. */
  public CompletableFuture<String> logIn(String user) {
    return later("log in", () -> "session of " + user);
  }

  /** Gives the amounts of the orders of a session's user. */
  public CompletableFuture<List<Integer>> loadOrders(String session) {
    return later("load orders", () -> session.isEmpty() ? List.of() : orders);
  }

  /** Sums amounts; fails if the sum is no int. */
  public CompletableFuture<Integer> sum(List<Integer> amounts) {
    return later("sum", () -> amounts.stream().reduce(0, Math::addExact));
  }

  private <T> CompletableFuture<T> later(String step, Callable<T> work) {
    var answer = new CompletableFuture<T>();
    delayedExecutor(Math.round(1000 * seconds), MILLISECONDS)
        .execute(() -> finish(step, work, answer));
    return answer;
  }

  private <T> void finish(String step, Callable<T> work, CompletableFuture<T> answer) {
    try {
      if (step.equals(failing)) {
        throw new IllegalStateException("cannot " + step);
      }
      answer.complete(work.call());
    } catch (Exception failure) {
      answer.completeExceptionally(failure);
    }
  }
}
