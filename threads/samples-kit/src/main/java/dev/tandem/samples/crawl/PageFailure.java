package dev.tandem.samples.crawl;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A page that could not be had.
 *
 * @param url the address that was asked for
 * @param reason why not, in a few words that are the same for every HTTP client
 * @param took how long it took to find out
 */
public record PageFailure(URI url, String reason, Duration took) implements PageResult {

  /**
   * Describes a failed request.
   *
   * @param url the address that was asked for
   * @param cause what the HTTP client threw
   * @param startNanos when the request began, by {@link System#nanoTime}
   * @return the failure
   */
  public static PageFailure of(URI url, Throwable cause, long startNanos) {
    return new PageFailure(url, reason(cause), Duration.ofNanos(System.nanoTime() - startNanos));
  }

  /** The innermost cause that has a name; failing that, the innermost at all. */
  private static String reason(Throwable failure) {
    var causes = Stream.iterate(failure, Objects::nonNull, Throwable::getCause).toList();
    return causes.stream()
        .map(PageFailure::knownReason)
        .filter(Objects::nonNull)
        .reduce((outer, inner) -> inner)
        .orElseGet(() -> "failed: " + causes.get(causes.size() - 1));
  }

  private static String knownReason(Throwable cause) {
    if (cause instanceof PageRefusedException) {
      return cause.getMessage();
    }
    if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
      return "unknown host";
    }
    if (cause instanceof HttpTimeoutException
        || cause instanceof SocketTimeoutException
        || cause instanceof TimeoutException
        || cause.getClass().getSimpleName().equals("HttpRequestTimeoutException")) { // ktor's
      return "timed out";
    }
    if (cause instanceof ConnectException) {
      return "connection refused";
    }
    if (cause instanceof EOFException) {
      return "connection closed";
    }
    return null;
  }
}
