package dev.tandem.threads.samples.eventloop;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.Descriptors;
import dev.tandem.samples.Misuse;
import dev.tandem.samples.Sample;
import dev.tandem.samples.SampleFailure;
import dev.tandem.samples.Seconds;
import dev.tandem.samples.Stage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * A thread that asks its selector which of thousands of sockets can go on need not wait for any of
 * them. The price: whatever comes next has to be a callback, as in {@link Round}.
 */
@CatalogueEntry(
    id = "event-loop",
    title = "Hold thousands of connections on one thread, then echo on all of them",
    documents = "000")
public final class ThousandsOfConnections extends Sample {
  private static final Duration MOMENT = Duration.ofMillis(5);
  private static final Duration GRACE = Duration.ofSeconds(30);

  @Spec private CommandSpec spec;

  @Option(
      names = "--connections",
      paramLabel = "N",
      defaultValue = "5000",
      description = "Connections at once (default: ${DEFAULT-VALUE}); each takes two descriptors.")
  private int connections;

  @Option(
      names = "--hold",
      paramLabel = "SECONDS",
      defaultValue = "1",
      converter = Seconds.class,
      description = "How long they are idle before the echoes (default: ${DEFAULT-VALUE}).")
  private Duration hold;

  @Option(
      names = "--idle-timeout",
      paramLabel = "SECONDS",
      defaultValue = "0",
      converter = Seconds.class,
      description = "Let the server hang up on who is silent for so long (default: 0, never).")
  private Duration idleTimeout;

  @Override
  public void run(Stage stage) throws Exception {
    checkOptions();
    Descriptors.requireForConnections(connections);
    var failures = new ArrayList<Exception>();
    try (var loop = EventLoop.open()) {
      loop.onFailure(
          failure -> {
            failures.add(failure);
            loop.stop();
          });
      new Round(stage, loop).start();
      loop.run();
    }
    if (!failures.isEmpty()) {
      var failure = failures.get(0);
      throw failure instanceof IOException ? new SampleFailure(failure.getMessage()) : failure;
    }
  }

  /** What happens, in the order of the methods: each has the loop call the next. */
  private final class Round {
    private final Stage stage;
    private final EventLoop loop;
    private final EchoServer server;
    private final EchoClients clients;
    private long start;

    Round(Stage stage, EventLoop loop) throws IOException {
      this.stage = stage;
      this.loop = loop;
      this.server = EchoServer.open(loop, stage.scaled(idleTimeout));
      this.clients = new EchoClients(loop, server.address(), connections);
    }

    void start() throws IOException {
      start = System.nanoTime();
      clients.connect(this::awaitServer);
    }

    /** The system connects clients before the server has accepted them. */
    private void awaitServer() {
      if (server.connections() < connections) {
        loop.callLater(MOMENT, this::awaitServer);
      } else {
        hold();
      }
    }

    private void hold() {
      print("%d connections are open, after %.2f s", server.connections(), seconds());
      start = System.nanoTime();
      loop.callLater(stage.scaled(hold), this::echo);
    }

    private void echo() throws IOException {
      print("%d connections were held for %.2f s", server.connections(), seconds());
      start = System.nanoTime();
      clients.echo(this::hangUp);
    }

    private void hangUp() {
      print("%d echoes came back in %.2f s", connections, seconds());
      if (idleTimeout.isZero()) {
        end();
        return;
      }
      start = System.nanoTime();
      clients.awaitHangUp(stage.scaled(idleTimeout).plus(GRACE), this::reportHangUp);
    }

    private void reportHangUp() {
      print("%d silent connections were hung up on within %.2f s", connections, seconds());
      end();
    }

    private void end() {
      print("one thread did it all: %s", Thread.currentThread().getName());
      loop.stop();
    }

    private double seconds() {
      return (System.nanoTime() - start) / 1e9;
    }

    private void print(String format, Object... values) {
      stage.out().println(format.formatted(values));
    }
  }

  private void checkOptions() {
    if (connections < 1) {
      throw new Misuse(
          spec.commandLine(), "--connections must be at least 1, not " + connections, "Try 5000.");
    }
    if (!idleTimeout.isZero() && idleTimeout.compareTo(hold) <= 0) {
      throw new Misuse(
          spec.commandLine(),
          "--idle-timeout %s ends before --hold %s does".formatted(words(idleTimeout), words(hold)),
          "Try a longer --idle-timeout.");
    }
  }

  private static String words(Duration time) {
    return time.toMillis() / 1e3 + " s";
  }

  /** Runs the sample. */
  public static void main(String[] args) {
    new ThousandsOfConnections().launch(args);
  }
}
