package dev.tandem.samples.crawl;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The options of those who fetch pages: which, how many at once, and how long one may take. */
public class SiteOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--pages",
      paramLabel = "N",
      defaultValue = "50",
      description = "Pages of the embedded site (default: ${DEFAULT-VALUE}).")
  private int pages;

  @Option(
      names = "--latency",
      paramLabel = "TIME",
      defaultValue = BlogServer.USUAL_LATENCY + "ms",
      converter = Time.class,
      description = "How long the embedded site takes for a page (default: ${DEFAULT-VALUE}).")
  private Duration latency;

  @Option(
      names = "--url",
      paramLabel = "URL",
      converter = Address.class,
      description = "Crawl this page instead; may be repeated.")
  private List<URI> urls = new ArrayList<>();

  @Option(
      names = "--urls",
      paramLabel = "FILE",
      description = "Crawl the pages in this file instead: a URL a line, # for comments.")
  private Path urlFile;

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      defaultValue = "10",
      description = "Pages at once, where a strategy has a limit (default: ${DEFAULT-VALUE}).")
  private int concurrency;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      defaultValue = "5s",
      converter = Time.class,
      description = "How long one page may take (default: ${DEFAULT-VALUE}).")
  private Duration timeout;

  /**
   * The pages, with the embedded site open if they are its own.
   *
   * @param description what they are, for the report
   * @param urls their addresses
   * @param site the embedded site, or null
   */
  public record Pages(String description, List<URI> urls, BlogServer site)
      implements AutoCloseable {
    @Override
    public void close() {
      if (site != null) {
        site.close();
      }
    }
  }

  /** How many pages at once, where a strategy has a limit. */
  public int concurrency() {
    return concurrency;
  }

  /** How long one page may take. */
  public Duration timeout() {
    return timeout;
  }

  /**
   * Checks the options and opens the pages they ask for.
   *
   * @param speed how many times faster the embedded site answers than asked
   * @return the pages, to be closed after the crawl
   * @throws ParameterException if an option's value cannot be used
   * @throws IOException if the embedded site cannot be opened
   */
  public Pages openPages(double speed) throws IOException {
    return open(speed, page -> 1.0);
  }

  /**
   * As {@link #openPages}, but of ten pages of the embedded site the last is answered in a tenth of
   * the time, and the first takes all of it.
   */
  public Pages openLaterFaster(double speed) throws IOException {
    return open(speed, page -> 1 - (page - 1) % 10 / 10.0);
  }

  private Pages open(double speed, IntToDoubleFunction share) throws IOException {
    check();
    if (urls.isEmpty() && urlFile == null) {
      var scaled = Duration.ofNanos(Math.round(latency.toNanos() / speed));
      var site =
          BlogServer.open(
              pages,
              page -> Duration.ofNanos(Math.round(scaled.toNanos() * share.applyAsDouble(page))));
      return new Pages(
          "embedded site of %d pages, %d ms a page".formatted(pages, scaled.toMillis()),
          site.urls(),
          site);
    }
    var all = new ArrayList<>(urls);
    if (urlFile != null) {
      all.addAll(readUrls());
    }
    return new Pages("%d pages given".formatted(all.size()), all, null);
  }

  /** Refuses values that cannot be used. */
  void check() {
    require(pages > 0, "--pages must be at least 1, not " + pages);
    require(concurrency > 0, "--concurrency must be at least 1, not " + concurrency);
    require(timeout.toMillis() > 0, "--timeout must be at least 1ms");
  }

  private List<URI> readUrls() {
    List<String> lines;
    try {
      lines = Files.readAllLines(urlFile);
    } catch (IOException e) {
      throw misuse(
          "--urls: cannot read "
              + urlFile
              + (Files.exists(urlFile) ? " as UTF-8 text" : ": there is no such file"));
    }
    var found = new ArrayList<URI>();
    for (int i = 0; i < lines.size(); i++) {
      var line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        try {
          found.add(new Address().convert(line));
        } catch (TypeConversionException e) {
          throw misuse("--urls: %s, line %d: %s".formatted(urlFile, i + 1, e.getMessage()));
        }
      }
    }
    require(!found.isEmpty(), "--urls: " + urlFile + " names no URL");
    return found;
  }

  final void require(boolean condition, String message) {
    if (!condition) {
      throw misuse(message);
    }
  }

  private ParameterException misuse(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /** Reads an absolute http or https address. */
  static final class Address implements ITypeConverter<URI> {
    @Override
    public URI convert(String text) {
      try {
        var url = new URI(text);
        var scheme = url.getScheme();
        if (url.getHost() != null
            && ("http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme))) {
          return url;
        }
      } catch (URISyntaxException e) {
        // said below
      }
      throw new TypeConversionException("'" + text + "' is not an http or https URL");
    }
  }

  /** Reads a time such as {@code 100ms}, {@code 1.5s} or {@code 2m}. */
  static final class Time implements ITypeConverter<Duration> {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(ms|s|m)");
    private static final Map<String, Duration> UNITS =
        Map.of("ms", Duration.ofMillis(1), "s", Duration.ofSeconds(1), "m", Duration.ofMinutes(1));

    @Override
    public Duration convert(String text) {
      var match = FORM.matcher(text);
      if (!match.matches()) {
        throw new TypeConversionException("'" + text + "' is not a time such as 100ms, 1.5s or 2m");
      }
      var unit = UNITS.get(match.group(2));
      return Duration.ofNanos(Math.round(Double.parseDouble(match.group(1)) * unit.toNanos()));
    }
  }
}
