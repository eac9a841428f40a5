package dev.tandem.samples.crawl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

class CrawlOptionsTest {
  @TempDir private Path folder;

  @Command(name = "crawl")
  private static final class Crawl {
    @Mixin private CrawlOptions options = new CrawlOptions();
  }

  private static CrawlOptions.Input open(String... args) throws Exception {
    var crawl = new Crawl();
    new CommandLine(crawl).parseArgs(args);
    return crawl.options.open(10);
  }

  private static String refusal(String... args) {
    return assertThrows(ParameterException.class, () -> open(args).close()).getMessage();
  }

  @Test
  void withoutOptionsTheEmbeddedSiteIsCrawledAtTheStagesSpeed() throws Exception {
    try (var input = open()) {
      assertEquals("embedded site of 50 pages, 10 ms a page", input.description());
      assertEquals(50, input.job().urls().size());
      assertEquals(10, input.job().concurrency());
      assertEquals(Duration.ofSeconds(5), input.job().timeout());
    }
  }

  @Test
  void urlsAreReadFromAFileWithoutItsCommentsAndBlankLines() throws Exception {
    var file = folder.resolve("urls.txt");
    Files.writeString(file, "# pages\nhttp://a.example/1\n\n  https://b.example/2  \n");
    try (var input = open("--url", "http://c.example/", "--urls", file.toString())) {
      assertEquals(
          List.of("http://c.example/", "http://a.example/1", "https://b.example/2"),
          input.job().urls().stream().map(URI::toString).toList());
    }
  }

  @Test
  void aMissingFileIsNamed() {
    var file = folder.resolve("missing.txt");
    assertEquals(
        "--urls: cannot read " + file + ": there is no such file",
        refusal("--urls", file.toString()));
  }

  @Test
  void aFileThatIsNoTextIsNamed() throws Exception {
    var file = folder.resolve("binary");
    Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    assertEquals(
        "--urls: cannot read " + file + " as UTF-8 text", refusal("--urls", file.toString()));
  }

  @Test
  void aFileWithoutAnyUrlIsNamed() throws Exception {
    var file = folder.resolve("empty.txt");
    Files.writeString(file, "# nothing here\n");
    assertEquals("--urls: " + file + " names no URL", refusal("--urls", file.toString()));
  }

  @Test
  void aLineThatIsNoUrlIsNamedWithItsNumber() throws Exception {
    var file = folder.resolve("urls.txt");
    Files.write(file, List.of("http://a.example/", "not a url"), StandardCharsets.UTF_8);
    assertEquals(
        "--urls: " + file + ", line 2: 'not a url' is not an http or https URL",
        refusal("--urls", file.toString()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.example", "ftp://a.example/", "http://", "/pages/1", "http:// x"})
  void whatIsNoWebAddressIsRefusedByName(String text) {
    assertTrue(refusal("--url", text).contains("'" + text + "' is not an http or https URL"));
  }

  @ParameterizedTest
  @CsvSource({"100ms,100", "1.5s,1500", "2m,120000", "0s,0"})
  void timesHaveUnits(String text, long millis) {
    assertEquals(Duration.ofMillis(millis), new CrawlOptions.Time().convert(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"100", "-1s", "1h", "ms", "1,5s"})
  void whatIsNoTimeIsRefusedByName(String text) {
    assertTrue(refusal("--timeout=" + text).contains("'" + text + "' is not a time"));
  }

  @ParameterizedTest
  @CsvSource({
    "--pages=0,--pages must be at least 1. not 0",
    "--concurrency=-3,--concurrency must be at least 1. not -3",
    "--max-bytes=0,--max-bytes must be at least 1. not 0",
    "--timeout=0s,--timeout must be at least 1ms",
    "--user-agent=,--user-agent must not be blank"
  })
  void limitsThatCannotBeKeptAreRefusedByName(String option, String pattern) {
    assertTrue(refusal(option).matches(pattern));
  }
}
