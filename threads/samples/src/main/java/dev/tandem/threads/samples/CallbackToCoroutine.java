package dev.tandem.threads.samples;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Seconds;
import dev.tandem.samples.Stage;
import dev.tandem.threads.Event;
import dev.tandem.threads.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/**
 * Log in, load the orders, sum them: as callbacks each step nests in the one before and hands on
 * its failure by itself; as futures the steps stand in line, and a failure skips the rest.
 */
@CatalogueEntry(
    id = "callback-to-coroutine",
    title = "Write one flow of three steps as callbacks, and as what came after them",
    documents = "000")
public final class CallbackToCoroutine extends Sample {
  @Option(
      names = "--user",
      paramLabel = "NAME",
      defaultValue = "ada",
      description = "Who logs in (default: ${DEFAULT-VALUE}).")
  private String user;

  @Option(
      names = "--orders",
      paramLabel = "AMOUNT",
      split = ",",
      defaultValue = "10,20,30",
      description = "The amounts of this user's orders (default: ${DEFAULT-VALUE}).")
  private List<Integer> orders;

  @Option(
      names = "--latency",
      paramLabel = "SECONDS",
      defaultValue = "0.1",
      converter = Seconds.class,
      description = "How long each step takes (default: ${DEFAULT-VALUE}).")
  private Duration latency;

  /** What the shop can do, and fail at. */
  private enum Step {
    LOG_IN("log in"),
    LOAD_ORDERS("load orders"),
    SUM("sum");

    private final String words;

    Step(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  private record Session(String user) {}

  /** Told of a step's end: of its value, or of its failure. */
  private interface Callback<T> {
    void done(T value, Exception failure);
  }

  @Override
  public void run(Stage stage) throws Exception {
    var timer = Executors.newSingleThreadScheduledExecutor();
    try {
      show("nothing fails", new Shop(timer, stage.scaled(latency), null), stage);
      for (var broken : Step.values()) {
        show(broken + " fails", new Shop(timer, stage.scaled(latency), broken), stage);
      }
    } finally {
      timer.shutdownNow();
      timer.awaitTermination(10, SECONDS);
    }
  }

  private void show(String scene, Shop shop, Stage stage) throws InterruptedException {
    stage.out().println(scene);
    stage.out().println("  callbacks: " + describe(withCallbacks(shop)));
    stage.out().println("  futures:   " + describe(withFutures(shop)));
  }

  private Outcome<Integer> withCallbacks(Shop shop) throws InterruptedException {
    var outcome = new AtomicReference<Outcome<Integer>>();
    var finished = new Event();
    totalOfOrders(
        shop,
        (total, failure) -> {
          outcome.set(new Outcome<>(total, failure, false));
          finished.set();
        });
    finished.await();
    return outcome.get();
  }

  private void totalOfOrders(Shop shop, Callback<Integer> callback) {
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

  private Outcome<Integer> withFutures(Shop shop) throws InterruptedException {
    return Outcome.of(totalOfOrders(shop));
  }

  private CompletableFuture<Integer> totalOfOrders(Shop shop) {
    return logIn(shop)
        .thenCompose(session -> loadOrders(shop, session))
        .thenCompose(amounts -> sum(shop, amounts));
  }

  private CompletableFuture<Session> logIn(Shop shop) {
    return future(callback -> shop.logIn(user, callback));
  }

  private static CompletableFuture<List<Integer>> loadOrders(Shop shop, Session session) {
    return future(callback -> shop.loadOrders(session, callback));
  }

  private static CompletableFuture<Integer> sum(Shop shop, List<Integer> amounts) {
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

  private static String describe(Outcome<Integer> outcome) {
    return outcome.isSuccess()
        ? "the orders come to " + outcome.value()
        : outcome.failure().getClass().getSimpleName() + ": " + outcome.failure().getMessage();
  }

  /** A shop far away: each step is done by a timer's thread, some time after the call returned. */
  private final class Shop {
    private final ScheduledExecutorService timer;
    private final Duration latency;
    private final Step broken;

    Shop(ScheduledExecutorService timer, Duration latency, Step broken) {
      this.timer = timer;
      this.latency = latency;
      this.broken = broken;
    }

    void logIn(String user, Callback<Session> callback) {
      later(Step.LOG_IN, () -> new Session(user), callback);
    }

    void loadOrders(Session session, Callback<List<Integer>> callback) {
      later(Step.LOAD_ORDERS, () -> session.user().equals(user) ? orders : List.of(), callback);
    }

    void sum(List<Integer> amounts, Callback<Integer> callback) {
      later(Step.SUM, () -> amounts.stream().reduce(0, Math::addExact), callback);
    }

    private <T> void later(Step step, Callable<T> work, Callback<T> callback) {
      timer.schedule(() -> finish(step, work, callback), latency.toNanos(), NANOSECONDS);
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

  /** Runs the sample. */
  public static void main(String[] args) {
    new CallbackToCoroutine().launch(args);
  }
}
