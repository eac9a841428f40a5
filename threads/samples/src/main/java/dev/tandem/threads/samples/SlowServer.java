package dev.tandem.threads.samples;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tandem.threads.VirtualThreads;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;

/** An HTTP server on a loopback port that takes its time for every answer. */
final class SlowServer implements AutoCloseable {
  static {
    // or a body waits for the acknowledgement of its head: 40 ms an answer
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  /** What is answered: a status, and a body of plain text. */
  record Answer(int status, String body) {
    boolean hasBody() {
      return status != 204 && status != 304;
    }
  }

  private final Duration latency;
  private final Function<String, Answer> answers;
  private final ExecutorService threads = VirtualThreads.newExecutor();
  private final HttpServer server;

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
  static SlowServer open(Duration latency, Function<String, Answer> answers) throws IOException {
    var slow = new SlowServer(latency, answers);
    slow.server.setExecutor(slow.threads);
    slow.server.createContext("/", slow::answer);
    slow.server.start();
    return slow;
  }

  /** The address of a path on this server. */
  URI url(String path) {
    var address = server.getAddress();
    return URI.create(
        "http://" + address.getAddress().getHostAddress() + ":" + address.getPort() + path);
  }

  private void answer(HttpExchange exchange) {
    try (exchange) {
      Thread.sleep(latency.toMillis());
      send(exchange, answers.apply(exchange.getRequestURI().getPath()));
    } catch (InterruptedException | IOException e) {
      // the server closes, or the client has hung up: there is nobody left to tell
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
    threads.shutdownNow();
    server.stop(0);
  }
}
