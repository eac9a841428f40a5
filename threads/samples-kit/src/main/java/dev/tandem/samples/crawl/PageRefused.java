package dev.tandem.samples.crawl;

import java.io.IOException;
import java.io.Serial;

/** A server answered, and its answer is no page to us. */
public final class PageRefused extends IOException {
  @Serial private static final long serialVersionUID = 1;

  private PageRefused(String reason) {
    super(reason);
  }

  /**
   * Looks at an answer's head, before its body is read.
   *
   * @param status the HTTP status, after redirects
   * @param contentType the content type, or null where the answer names none
   * @throws PageRefused if the status is not 2xx or the type is not HTML
   */
  public static void unlessHtml(int status, String contentType) throws PageRefused {
    if (status >= 300 && status < 400) {
      throw tooManyRedirects();
    }
    if (status < 200 || status >= 400) {
      throw new PageRefused("HTTP " + status);
    }
    var type = contentType == null ? "no content type" : contentType.split(";", 2)[0].strip();
    if (!type.equalsIgnoreCase("text/html") && !type.equalsIgnoreCase("application/xhtml+xml")) {
      throw new PageRefused("not HTML: " + type);
    }
  }

  /**
   * A chain of redirects that goes on past what a client follows.
   *
   * @return the exception to throw
   */
  public static PageRefused tooManyRedirects() {
    return new PageRefused("too many redirects");
  }

  /**
   * A body that goes on past the limit.
   *
   * @param maxBytes the limit
   * @return the exception to throw
   */
  public static PageRefused tooLarge(int maxBytes) {
    return new PageRefused("larger than %,d bytes".formatted(maxBytes));
  }
}
