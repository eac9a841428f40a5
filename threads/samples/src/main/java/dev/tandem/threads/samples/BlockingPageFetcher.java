package dev.tandem.threads.samples;

import dev.tandem.samples.crawl.CrawlJob;
import dev.tandem.samples.crawl.Page;
import dev.tandem.samples.crawl.PageFailure;
import dev.tandem.samples.crawl.PageRefusedException;
import dev.tandem.samples.crawl.PageResult;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.TimeoutException;

/**
 * Fetches pages with the JDK's own HTTP client and blocks the calling thread meanwhile. Safe for
 * use by many threads.
 */
public final class BlockingPageFetcher implements AutoCloseable {
  private final CrawlJob job;
  private final BlockingClient client;

  /**
   * Opens a client.
   *
   * @param job the limits that every page is fetched under
   */
  public BlockingPageFetcher(CrawlJob job) {
    this.job = job;
    this.client = new BlockingClient(job.timeout(), HttpClient.Redirect.NORMAL);
  }

  /**
   * Fetches and parses one page, and tells the job of the result.
   *
   * @param url the page
   * @return the page, or why it could not be had
   * @throws InterruptedException if the thread is interrupted; the request is given up
   */
  public PageResult fetch(URI url) throws InterruptedException {
    var result = fetchNow(url, System.nanoTime());
    job.onPage().accept(result);
    return result;
  }

  private PageResult fetchNow(URI url, long start) throws InterruptedException {
    var request = HttpRequest.newBuilder(url).header("User-Agent", job.userAgent()).build();
    try {
      var response = client.send(request, this::htmlBody);
      return Page.parse(url, response.body(), contentType(response.headers()), start);
    } catch (ExecutionException | TimeoutException | IOException e) {
      return PageFailure.of(url, e, start);
    }
  }

  private static String contentType(HttpHeaders headers) {
    return headers.firstValue("Content-Type").orElse(null);
  }

  private BodySubscriber<byte[]> htmlBody(ResponseInfo head) {
    try {
      PageRefusedException.unlessHtml(head.statusCode(), contentType(head.headers()));
      return new LimitedBody(job.maxBytes(), null);
    } catch (PageRefusedException refused) {
      return new LimitedBody(0, refused);
    }
  }

  /** Ends the client's threads, and its connections where the JVM can (Java 21 and later). */
  @Override
  public void close() {
    client.close();
  }

  /** A body that hangs up on the server as soon as it is unwelcome or too large. */
  private static final class LimitedBody implements BodySubscriber<byte[]> {
    private final BodySubscriber<byte[]> bytes = BodySubscribers.ofByteArray();
    private final int maxBytes;
    private final PageRefusedException refused;
    private Subscription subscription;
    private long received;

    LimitedBody(int maxBytes, PageRefusedException refused) {
      this.maxBytes = maxBytes;
      this.refused = refused;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
      return bytes.getBody();
    }

    @Override
    public void onSubscribe(Subscription subscription) {
      this.subscription = subscription;
      bytes.onSubscribe(subscription);
      if (refused != null) {
        hangUp(refused);
      }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
      received += buffers.stream().mapToInt(ByteBuffer::remaining).sum();
      if (received > maxBytes) {
        hangUp(PageRefusedException.tooLarge(maxBytes));
      } else {
        bytes.onNext(buffers);
      }
    }

    private void hangUp(PageRefusedException reason) {
      subscription.cancel();
      bytes.onError(reason);
    }

    @Override
    public void onError(Throwable failure) {
      bytes.onError(failure);
    }

    @Override
    public void onComplete() {
      bytes.onComplete();
    }
  }
}
