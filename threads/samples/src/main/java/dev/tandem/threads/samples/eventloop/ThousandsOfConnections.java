package dev.tandem.threads.samples.eventloop;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Stage;
import dev.tandem.samples.echo.EchoClients;
import dev.tandem.samples.echo.EchoOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Mixin;

/**
 * A thread that asks its selector which of thousands of sockets can go on need not wait for any of
 * them. The price: whatever comes next has to be a callback, as in {@link Round}. The lesson is the
 * loop without sockets; {@link EventLoop} is the one that serves thousands.
 */
@CatalogueEntry(
    id = "event-loop",
    title = "Hold thousands of connections on one thread, then echo on all of them",
    documents = "000")
public final class ThousandsOfConnections extends Sample {
  private static final Duration MOMENT = Duration.ofMillis(5);
  private static final Duration GRACE = Duration.ofSeconds(30);

  @Mixin private final EchoOptions options = new EchoOptions();

  @Override
  public void run(Stage stage) throws Exception {
    options.check();
    main(stage.scaled(1.0));
    serve(stage);
  }

  // snippet: lesson
  record Timer(long due, Runnable callback) {}

  static class Loop {
    final Queue<Runnable> ready = new ArrayDeque<>();
    final Queue<Timer> timers = new PriorityQueue<>(Comparator.comparing(Timer::due));

    void callLater(double seconds, Runnable callback) {
      timers.add(new Timer(System.nanoTime() + Math.round(1e9 * seconds), callback));
    }

    void run() throws InterruptedException {
      while (!ready.isEmpty() || !timers.isEmpty()) {
        if (ready.isEmpty()) { // one that serves sockets waits here for any of them, too
          NANOSECONDS.sleep(timers.element().due() - System.nanoTime());
        }
        while (!timers.isEmpty() && timers.element().due() <= System.nanoTime()) {
          ready.add(timers.remove().callback());
        }
        for (int left = ready.size(); left > 0; left--) {
          ready.remove().run();
        }
      }
    }
  }

  static void countDown(Loop loop, String name, double seconds, int count) {
    System.out.println(name + " " + count);
    if (count > 1) {
      loop.callLater(seconds, () -> countDown(loop, name, seconds, count - 1));
    }
  }

  static void main(double seconds) throws InterruptedException {
    Loop loop = new Loop();
    loop.ready.add(() -> countDown(loop, "A", seconds, 3));
    loop.ready.add(() -> countDown(loop, "B", 1.5 * seconds, 3));
    loop.run();
  }

  // end

  private void serve(Stage stage) throws Exception {
    var failures = new ArrayList<Exception>();
    try (var loop = EventLoop.open();
        var round = new Round(stage, loop)) {
      loop.onFailure(
          failure -> {
            failures.add(failure);
            loop.stop();
          });
      round.start();
      loop.run();
    }
    if (!failures.isEmpty()) {
      throw failures.get(0);
    }
  }

  /** What happens, in the order of the methods: each has the loop call the next. */
  private final class Round implements AutoCloseable {
    private final Stage stage;
    private final EventLoop loop;
    private final EchoServer server;
    private final EchoClients clients;
    private long start;

    Round(Stage stage, EventLoop loop) throws IOException {
      this.stage = stage;
      this.loop = loop;
      this.server = EchoServer.open(loop, stage.scaled(options.idleTimeout()));
      this.clients = EchoClients.start(server.address(), options.connections());
    }

    void start() {
      after(clients.ready(), this::connect);
    }

    private void connect() {
      start = System.nanoTime();
      after(clients.connect(), this::awaitServer);
    }

    /** The system connects clients before the server has accepted them. */
    private void awaitServer() {
      if (server.accepted() < options.connections()) {
        loop.callLater(MOMENT, this::awaitServer);
      } else {
        hold();
      }
    }

    private void hold() {
      print("%d connections are open, after %.2f s", server.connections(), seconds());
      start = System.nanoTime();
      loop.callLater(stage.scaled(options.hold()), this::echo);
    }

    private void echo() {
      print("%d connections were held for %.2f s", server.connections(), seconds());
      start = System.nanoTime();
      after(clients.echo(), this::hangUp);
    }

    private void hangUp() {
      print("%d echoes came back in %.2f s", options.connections(), seconds());
      if (options.idleTimeout().isZero()) {
        end();
        return;
      }
      start = System.nanoTime();
      var patience = stage.scaled(options.idleTimeout()).plus(GRACE);
      after(clients.awaitHangUp(patience), this::reportHangUp);
    }

    private void reportHangUp() {
      print(
          "%d silent connections were hung up on within %.2f s", options.connections(), seconds());
      end();
    }

    private void end() {
      print("one thread served them all: %s", Thread.currentThread().getName());
      loop.stop();
    }

    /** Has the loop go on once the clients, of whom another thread hears, are through. */
    private void after(CompletableFuture<Void> clientsDone, EventLoop.Callback next) {
      clientsDone.whenComplete(
          (nothing, failure) ->
              loop.callSoonThreadSafe(failure == null ? next : () -> giveUp(failure.getCause())));
    }

    private void giveUp(Throwable cause) throws Exception {
      throw (Exception) cause;
    }

    private double seconds() {
      return (System.nanoTime() - start) / 1e9;
    }

    private void print(String format, Object... values) {
      System.out.println(format.formatted(values));
    }

    @Override
    public void close() throws IOException {
      clients.close();
    }
  }

  /** Runs the sample. */
  public static void main(String[] args) {
    new ThousandsOfConnections().launch(args);
  }
}
