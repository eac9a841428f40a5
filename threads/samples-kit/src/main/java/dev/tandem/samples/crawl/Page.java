package dev.tandem.samples.crawl;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;

/**
 * A page that was fetched and parsed.
 *
 * @param url the address that was asked for
 * @param bytes the size of its body
 * @param title its title, or an empty string
 * @param links how many links it has
 * @param took how long it took
 */
public record Page(URI url, int bytes, String title, int links, Duration took)
    implements PageResult {

  private static final Pattern CHARSET =
      Pattern.compile("charset\\s*=\\s*\"?([A-Za-z0-9][\\w.:+-]*)", Pattern.CASE_INSENSITIVE);

  /**
   * Parses a page.
   *
   * @param url the address that was asked for
   * @param body the page as it came
   * @param contentType the content type that its head declares, or null
   * @param startNanos when the request began, by {@link System#nanoTime}
   * @return the page
   * @throws IOException if the page cannot be decoded
   */
  public static Page parse(URI url, byte[] body, String contentType, long startNanos)
      throws IOException {
    var document =
        Jsoup.parse(new ByteArrayInputStream(body), charset(contentType), url.toString());
    return new Page(
        url,
        body.length,
        document.title(),
        document.select("a[href]").size(),
        Duration.ofNanos(System.nanoTime() - startNanos));
  }

  /** The character set that an answer's head declares, or null where this JVM knows none of it. */
  private static String charset(String contentType) {
    if (contentType == null) {
      return null;
    }
    var match = CHARSET.matcher(contentType);
    return match.find() && Charset.isSupported(match.group(1)) ? match.group(1) : null;
  }
}
