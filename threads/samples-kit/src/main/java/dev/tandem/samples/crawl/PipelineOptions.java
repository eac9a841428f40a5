package dev.tandem.samples.crawl;

import dev.tandem.samples.AtLeastOne;
import dev.tandem.samples.Stage;
import dev.tandem.samples.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of a pipeline: how many crawl, how many parse, and where the results go. */
public final class PipelineOptions {
  private static final Duration LATENCY = Duration.ofMillis(100);
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final int MAX_BYTES = 1 << 20;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--pages",
      paramLabel = "N",
      defaultValue = "50",
      converter = AtLeastOne.class,
      description = "Pages of the embedded site (default: ${DEFAULT-VALUE}).")
  private int pages;

  @Option(
      names = "--crawlers",
      paramLabel = "N",
      defaultValue = "3",
      converter = AtLeastOne.class,
      description = "How many crawl (default: ${DEFAULT-VALUE}).")
  private int crawlers;

  @Option(
      names = "--parsers",
      paramLabel = "N",
      defaultValue = "2",
      converter = AtLeastOne.class,
      description = "How many parse (default: ${DEFAULT-VALUE}).")
  private int parsers;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write the results here (default: a temporary file, deleted at the end).")
  private Path out;

  /** How many pages the site has. */
  public int pages() {
    return pages;
  }

  /** How many crawl. */
  public int crawlers() {
    return crawlers;
  }

  /** How many parse. */
  public int parsers() {
    return parsers;
  }

  /** Opens the site, which takes its time for each page. */
  public BlogServer openSite(Stage stage) throws IOException {
    return BlogServer.open(pages, stage.scaled(LATENCY));
  }

  /** The job to crawl the site's pages. */
  public CrawlJob job(BlogServer site) {
    return new CrawlJob(
        site.urls(), crawlers, TIMEOUT, MAX_BYTES, "Tandem-ProducerConsumer/0.1", page -> {});
  }

  /** Opens the file for the results, which must be closed. */
  public ResultsFile openResults() throws IOException {
    if (out == null) {
      var temporary = Files.createTempFile("spider_data", ".txt");
      return new ResultsFile(temporary, Files.newBufferedWriter(temporary), true);
    }
    try {
      return new ResultsFile(out, Files.newBufferedWriter(out), false);
    } catch (IOException e) {
      throw new UsageException(
          spec.commandLine(),
          "--out: cannot write to '" + out + "'",
          "Name a file in a folder that exists.");
    }
  }
}
