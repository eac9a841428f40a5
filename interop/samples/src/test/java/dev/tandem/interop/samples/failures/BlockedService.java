package dev.tandem.interop.samples.failures;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A handler that blocks the server's only thread keeps all other clients waiting. */
final class BlockedService {
  private BlockedService() {}

  // snippet: program
  static final CountDownLatch reportRuns = new CountDownLatch(1);
  static final CountDownLatch healthWasAnswered = new CountDownLatch(1);

  static void report(HttpExchange exchange) throws IOException {
    try {
      reportRuns.countDown();
      boolean answered = healthWasAnswered.await(1, TimeUnit.SECONDS); // as a database blocks
      System.out.println("while the report ran, another client was answered: " + answered);
    } catch (InterruptedException end) {
      // the server ends
    }
    exchange.sendResponseHeaders(200, -1);
  }

  static void health(HttpExchange exchange) throws IOException {
    healthWasAnswered.countDown();
    exchange.sendResponseHeaders(200, -1);
  }

  public static void main(String[] args) throws Exception {
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext("/report", BlockedService::report);
    server.createContext("/health", BlockedService::health);
    server.start(); // no executor is set: handlers run on the thread that accepts
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    HttpClient client = HttpClient.newHttpClient();
    var report = client.sendAsync(get(url + "/report"), BodyHandlers.discarding());
    reportRuns.await();
    var health = client.send(get(url + "/health"), BodyHandlers.discarding());
    System.out.printf("/health: %d, /report: %d%n", health.statusCode(), report.get().statusCode());
    server.stop(0);
  }

  // end

  private static HttpRequest get(String url) {
    return HttpRequest.newBuilder(URI.create(url)).build();
  }
}
// Output:
// while the report ran, another client was answered: false
// /health: 200, /report: 200
