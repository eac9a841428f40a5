package dev.tandem.samples.crawl;

import java.io.IOException;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options of a crawler: which pages, and within which limits. */
public final class CrawlOptions extends SiteOptions {
  @Option(
      names = "--max-bytes",
      paramLabel = "N",
      defaultValue = "1048576",
      description = "In a comparison, how large one page may be (default: ${DEFAULT-VALUE}).")
  private int maxBytes;

  @Option(
      names = "--user-agent",
      paramLabel = "NAME",
      defaultValue = "Tandem-BlogCrawler/0.1",
      description = "In a comparison, what the crawler calls itself (default: ${DEFAULT-VALUE}).")
  private String userAgent;

  /**
   * The pages to crawl, with the embedded site open if they are its own.
   *
   * @param description what is crawled, for the report
   * @param job the pages and the limits
   * @param site the embedded site, or null
   */
  public record Input(String description, CrawlJob job, BlogServer site) implements AutoCloseable {
    @Override
    public void close() {
      if (site != null) {
        site.close();
      }
    }
  }

  /**
   * Checks the options and opens the input they ask for.
   *
   * @param speed how many times faster the embedded site answers than asked
   * @return the input, to be closed after the crawl
   * @throws ParameterException if an option's value cannot be used
   * @throws IOException if the embedded site cannot be opened
   */
  public Input open(double speed) throws IOException {
    var pages = openPages(speed);
    var job = new CrawlJob(pages.urls(), concurrency(), timeout(), maxBytes, userAgent, page -> {});
    return new Input(pages.description(), job, pages.site());
  }

  @Override
  void check() {
    super.check();
    require(maxBytes > 0, "--max-bytes must be at least 1, not " + maxBytes);
    require(!userAgent.isBlank(), "--user-agent must not be blank");
  }
}
