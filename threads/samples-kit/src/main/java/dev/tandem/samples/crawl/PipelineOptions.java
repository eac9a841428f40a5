package dev.tandem.samples.crawl;

import dev.tandem.samples.AtLeastOne;
import dev.tandem.samples.Stage;
import dev.tandem.samples.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of a pipeline: how many crawl, how many parse, and where the results go. */
public final class PipelineOptions {
  private static final Duration LATENCY = Duration.ofMillis(BlogServer.USUAL_LATENCY);

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

  /** The names of those that crawl. */
  public List<String> crawlers() {
    return named("craw", crawlers);
  }

  /** The names of those that parse. */
  public List<String> parsers() {
    return named("parse", parsers);
  }

  private static List<String> named(String kind, int count) {
    return IntStream.range(0, count).mapToObj(i -> kind + i).toList();
  }

  /** Opens the site, which takes its time for each page. */
  public BlogServer openSite(Stage stage) throws IOException {
    return BlogServer.open(pages, stage.scaled(LATENCY));
  }

  /** Opens the file for the results, with nothing in it; it must be closed. */
  public ResultsFile openResults() throws IOException {
    if (out == null) {
      return new ResultsFile(Files.createTempFile("spider_data", ".txt"), true);
    }
    try {
      Files.writeString(out, "");
      return new ResultsFile(out, false);
    } catch (IOException e) {
      throw new UsageException(
          spec.commandLine(),
          "--out: cannot write to '" + out + "'",
          "Name a file in a folder that exists.");
    }
  }
}
