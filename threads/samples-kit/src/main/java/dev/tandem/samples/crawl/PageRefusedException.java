package dev.tandem.samples.crawl;

import java.io.IOException;
import java.io.Serial;

/** A server answered, and its answer is no page to us. */
public final class PageRefusedException extends IOException {
  @Serial private static final long serialVersionUID = 1;

  private PageRefusedException(String reason) {
    super(reason);
  }

  /**
   * Looks at an answer's head, before its body is read.
   *
   * @param status the HTTP status, after redirects
   * @param contentType the content type, or null where the answer names none
   * @throws PageRefusedException if the status is not 2xx or the type is not HTML
   */
  public static void unlessHtml(int status, String contentType) throws PageRefusedException {
    if (status >= 300 && status < 400) {
      throw tooManyRedirects();
    }
    if (status < 200 || status >= 400) {
      throw new PageRefusedException("HTTP " + status);
    }
    var type = contentType == null ? "no content type" : contentType.split(";", 2)[0].strip();
    if (!type.equalsIgnoreCase("text/html") && !type.equalsIgnoreCase("application/xhtml+xml")) {
      throw new PageRefusedException("not HTML: " + type);
    }
  }

  /**
   * A chain of redirects that goes on past what a client follows.
   *
   * @return the exception to throw
   */
  public static PageRefusedException tooManyRedirects() {
    return new PageRefusedException("too many redirects");
  }

  /**
   * A body that goes on past the limit.
   *
   * @param maxBytes the limit
   * @return the exception to throw
   */
  public static PageRefusedException tooLarge(int maxBytes) {
    return new PageRefusedException("larger than %,d bytes".formatted(maxBytes));
  }
}
