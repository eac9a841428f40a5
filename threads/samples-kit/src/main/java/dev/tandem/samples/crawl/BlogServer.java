package dev.tandem.samples.crawl;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * A blog of generated pages on a loopback port, each answered after a delay of its own: a server
 * far away, without one.
 *
 * <p>However many requests wait, two threads serve them: one takes requests, and a timer answers
 * when the delay is over. So the server takes next to nothing from the crawler it shares the JVM
 * with.
 */
public final class BlogServer implements AutoCloseable {
  /** How many milliseconds a page takes where nobody says it. */
  static final int USUAL_LATENCY = 100;

  private static final int BACKLOG = 4096;
  private static final int POSTS_A_PAGE = 20;

  static {
    // or a body waits for the acknowledgement of its head: 40 ms a page
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final int pages;
  private final IntFunction<Duration> latency;
  private final HttpServer server;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "site-timer"));

  private BlogServer(int pages, IntFunction<Duration> latency) throws IOException {
    this.pages = pages;
    this.latency = latency;
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
  }

  /**
   * Opens a site of pages 1 to {@code pages}.
   *
   * @param pages how many pages it has
   * @param latency how long each takes to be answered
   * @return the site, serving
   * @throws IOException if no port can be had
   */
  public static BlogServer open(int pages, Duration latency) throws IOException {
    return open(pages, page -> latency);
  }

  /**
   * Opens a site of pages 1 to {@code pages}.
   *
   * @param pages how many pages it has
   * @param latency how long each takes to be answered, by its number; 0 is every other address
   * @return the site, serving
   * @throws IOException if no port can be had
   */
  public static BlogServer open(int pages, IntFunction<Duration> latency) throws IOException {
    var site = new BlogServer(pages, latency);
    site.server.createContext("/", site::answerLater);
    site.server.start();
    return site;
  }

  /** The addresses of all pages. */
  public List<URI> urls() {
    return IntStream.rangeClosed(1, pages).mapToObj(page -> url("/pages/" + page)).toList();
  }

  /**
   * An address on this site.
   *
   * @param path the path, which need not exist
   * @return the address
   */
  public URI url(String path) {
    var address = server.getAddress();
    return URI.create(
        "http://" + address.getAddress().getHostAddress() + ":" + address.getPort() + path);
  }

  /** Stops serving: connections are closed, whatever waits on them. */
  @Override
  public void close() {
    timer.shutdownNow();
    server.stop(0);
  }

  private void answerLater(HttpExchange exchange) {
    int number = pageNumber(exchange.getRequestURI().getPath());
    long delay = latency.apply(number).toNanos();
    timer.schedule(() -> answer(exchange, number), delay, TimeUnit.NANOSECONDS);
  }

  private void answer(HttpExchange exchange, int number) {
    try (exchange) {
      var body = (number == 0 ? "no such page" : page(number)).getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
      exchange.sendResponseHeaders(number == 0 ? 404 : 200, body.length);
      exchange.getResponseBody().write(body);
    } catch (IOException e) {
      // the crawler has hung up: there is nobody left to tell
    }
  }

  /** The page's number, or 0 for a path that is none of ours. */
  private int pageNumber(String path) {
    return IntStream.rangeClosed(1, pages)
        .filter(page -> path.equals("/pages/" + page))
        .findAny()
        .orElse(0);
  }

  private String page(int number) {
    var html = new StringBuilder(8192);
    html.append("<!doctype html>\n<html><head><meta charset=\"utf-8\"><title>Tandem blog, page ")
        .append(number)
        .append(" of ")
        .append(pages)
        .append("</title></head>\n<body>\n");
    for (int i = 1; i <= POSTS_A_PAGE; i++) {
      int post = (number - 1) * POSTS_A_PAGE + i;
      html.append("<article><h2><a href=\"/posts/%1$d\">Post %1$d</a></h2>".formatted(post))
          .append("<p>%s</p></article>\n".formatted(paragraph(post)));
    }
    if (number < pages) {
      html.append("<a rel=\"next\" href=\"/pages/%d\">Older posts</a>\n".formatted(number + 1));
    }
    return html.append("</body></html>\n").toString();
  }

  /** A few sentences, longer on some posts than on others, always the same for the same post. */
  private static String paragraph(int post) {
    return "Two riders, one road: a thread and a coroutine share a tandem. ".repeat(3 + post % 5);
  }

  private static Thread daemon(Runnable task, String name) {
    var thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
