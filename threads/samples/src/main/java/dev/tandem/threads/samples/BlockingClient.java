package dev.tandem.threads.samples;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.tandem.samples.SampleException;
import dev.tandem.samples.crawl.PageFailure;
import dev.tandem.threads.VirtualThreads;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeoutException;

/**
 * The JDK's own HTTP client, which blocks the thread that asks until the whole answer is there.
 * Safe for use by many threads.
 */
public final class BlockingClient implements AutoCloseable {
  private final Duration timeout;
  private final ExecutorService callbacks = VirtualThreads.newExecutor();
  private final HttpClient client;

  /**
   * Opens a client to which redirects are answers like any other.
   *
   * @param timeout how long an answer may take, body included
   */
  public BlockingClient(Duration timeout) {
    this(timeout, HttpClient.Redirect.NEVER);
  }

  /**
   * Opens a client.
   *
   * @param timeout how long an answer may take, body included
   * @param redirects which redirects it follows
   */
  public BlockingClient(Duration timeout, HttpClient.Redirect redirects) {
    this.timeout = timeout;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(redirects)
            .executor(callbacks)
            .build();
  }

  /**
   * Asks for a page.
   *
   * @throws SampleException if there is no answer
   * @throws InterruptedException if the thread is interrupted; the request is given up
   */
  public HttpResponse<String> get(URI url) throws SampleException, InterruptedException {
    long start = System.nanoTime();
    try {
      return send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString());
    } catch (ExecutionException | TimeoutException e) {
      throw new SampleException(url + " " + PageFailure.of(url, e, start).reason());
    }
  }

  /**
   * Sends a request and waits for its answer.
   *
   * @throws ExecutionException if there is no answer
   * @throws TimeoutException if the time is up; the request is given up
   * @throws InterruptedException if the thread is interrupted; the request is given up
   */
  <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> body)
      throws ExecutionException, TimeoutException, InterruptedException {
    var answer = client.sendAsync(request, body);
    try {
      // a request's own timeout would not cover its body
      return answer.get(timeout.toNanos(), NANOSECONDS);
    } finally {
      answer.cancel(true);
    }
  }

  /** Ends the client's threads, and its connections where the JVM can (Java 21 and later). */
  @Override
  public void close() {
    callbacks.shutdownNow();
    if ((Object) client instanceof AutoCloseable closeable) {
      closeQuietly(closeable);
    }
  }

  private static void closeQuietly(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception e) {
      throw new IllegalStateException("the HTTP client did not close", e);
    }
  }
}
