package dev.tandem.samples;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * An HTTP server on a loopback port that takes its time for every answer. However many requests
 * wait, two threads serve them: one takes requests, and a timer answers when the time is over.
 */
public final class SlowServer implements AutoCloseable {
  static {
    // or a body waits for the acknowledgement of its head: 40 ms an answer
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  /**
   * What is answered.
   *
   * @param status the status, which is final
   * @param body plain text; left out where the status allows none
   */
  public record Answer(int status, String body) {
    private boolean hasBody() {
      return status != 204 && status != 304;
    }
  }

  private final Duration latency;
  private final Function<String, Answer> answers;
  private final HttpServer server;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(SlowServer::daemon);

  private SlowServer(Duration latency, Function<String, Answer> answers) throws IOException {
    this.latency = latency;
    this.answers = answers;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  /**
   * Opens a server.
   *
   * @param latency how long each answer takes
   * @param answers the answer to each path
   * @return the server, serving
   * @throws IOException if no port can be had
   */
  public static SlowServer open(Duration latency, Function<String, Answer> answers)
      throws IOException {
    var slow = new SlowServer(latency, answers);
    slow.server.createContext("/", slow::answerLater);
    slow.server.start();
    return slow;
  }

  /**
   * The address of a path on this server.
   *
   * @param path the path, from its first slash on
   * @return the address
   */
  public URI url(String path) {
    var address = server.getAddress();
    return URI.create(
        "http://" + address.getAddress().getHostAddress() + ":" + address.getPort() + path);
  }

  private void answerLater(HttpExchange exchange) {
    timer.schedule(() -> answer(exchange), latency.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void answer(HttpExchange exchange) {
    try (exchange) {
      send(exchange, answers.apply(exchange.getRequestURI().getPath()));
    } catch (IOException e) {
      // the client has hung up: there is nobody left to tell
    }
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    if (!answer.hasBody()) {
      exchange.sendResponseHeaders(answer.status(), -1);
      return;
    }
    var body = answer.body().getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
    exchange.sendResponseHeaders(answer.status(), body.length);
    exchange.getResponseBody().write(body);
  }

  /** Stops serving: connections are closed, whatever waits on them. */
  @Override
  public void close() {
    timer.shutdownNow();
    server.stop(0);
  }

  private static Thread daemon(Runnable task) {
    var thread = new Thread(task, "slow-server-timer");
    thread.setDaemon(true);
    return thread;
  }
}
