package dev.tandem.threads.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tandem.samples.CapturedOutput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ProducerConsumerTest {
  private static final Pattern CRAWLED =
      Pattern.compile("craw[0-2] craw http://.*/pages/(\\d+) url_queue\\.size = (\\d+)");
  private static final Pattern PARSED =
      Pattern.compile("parse[01] results\\.size 20 html_queue\\.size = (\\d+)");

  @TempDir Path folder;

  @Test
  void everyPageIsCrawledOnceAndParsedOnce() throws Exception {
    var lines = CapturedOutput.of(new ProducerConsumer(), "--speed", "100");
    assertEquals(101, lines.size());
    var pages = new TreeSet<Integer>();
    int parsed = 0;
    for (var line : lines.subList(0, 100)) {
      var crawl = CRAWLED.matcher(line);
      if (crawl.matches()) {
        int page = Integer.parseInt(crawl.group(1));
        assertTrue(Integer.parseInt(crawl.group(2)) <= 50 - page, "those before it left: " + line);
        pages.add(page);
      } else {
        assertTrue(PARSED.matcher(line).matches(), line);
        parsed++;
        assertTrue(parsed <= pages.size() + 3, "parsed before it was crawled: " + lines);
      }
    }
    assertEquals(50, pages.size());
    assertEquals(50, parsed);
    assertEquals("1000 results of 50 pages", lines.get(100));
  }

  @Test
  void oneCrawlerTakesThePagesInOrderAndSaysHowManyAreLeft() throws Exception {
    var lines =
        CapturedOutput.of(
            new ProducerConsumer(), "--pages", "5", "--crawlers", "1", "--speed", "100");
    var crawls =
        lines.stream()
            .filter(line -> line.startsWith("craw0 "))
            .map(line -> line.replaceAll("http://.*/pages", "/pages"))
            .toList();
    assertEquals(
        IntStream.rangeClosed(1, 5)
            .mapToObj(i -> "craw0 craw /pages/%d url_queue.size = %d".formatted(i, 5 - i))
            .toList(),
        crawls);
  }

  @Test
  void everyResultIsWrittenExactlyOnce() throws Exception {
    var file = folder.resolve("spider_data.txt");
    Files.writeString(file, "what an earlier run left\n");
    var lines =
        CapturedOutput.of(
            new ProducerConsumer(),
            "--speed",
            "1000",
            "--crawlers",
            "8",
            "--parsers",
            "8",
            "--out",
            file.toString());
    assertEquals("1000 results of 50 pages", lines.get(100));
    var results = Files.readAllLines(file);
    assertEquals(1000, results.size());
    assertEquals(
        IntStream.rangeClosed(1, 1000).mapToObj(i -> "Post " + i).collect(Collectors.toSet()),
        results.stream().collect(Collectors.toSet()));
  }

  @Test
  void withoutAFileOfItsOwnItLeavesNoneBehind() throws Exception {
    var program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                ProducerConsumer.class.getName(),
                "--speed",
                "1000",
                "--pages",
                "3")
            .redirectErrorStream(true)
            .start();
    try (var output = program.inputReader()) {
      assertEquals("60 results of 3 pages", output.lines().reduce("", (last, line) -> line));
      assertTrue(program.waitFor(20, TimeUnit.SECONDS));
    } finally {
      program.destroyForcibly();
    }
    assertEquals(0, program.exitValue());
    try (var left = Files.list(folder)) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void aResultThatCannotBeWrittenFailsTheSampleAndNobodyHangs() {
    var full = Path.of("/dev/full"); // a disk that is always full, on Linux
    assumeTrue(Files.isWritable(full));
    var execution =
        Execution.of(
            new ProducerConsumer(), "--speed", "100", "--parsers", "1", "--out", full.toString());
    assertEquals(1, execution.code());
    assertTrue(execution.error().contains("IOException"), execution.error());
  }

  @Test
  void refusesAFileInAFolderThatDoesNotExist() {
    var file = folder.resolve("missing").resolve("spider_data.txt");
    assertEquals(
        new Execution(
            2,
            "producer-consumer: --out: cannot write to '"
                + file
                + "'. Name a file in a folder that exists."),
        Execution.of(new ProducerConsumer(), "--out", file.toString()));
  }

  @Test
  void refusesToCrawlWithoutCrawlers() {
    assertEquals(
        new Execution(
            2,
            "producer-consumer: Invalid value for option '--crawlers': '0' is not a whole"
                + " number of at least 1. Try 'producer-consumer --help'."),
        Execution.of(new ProducerConsumer(), "--crawlers", "0"));
    assertEquals(2, Execution.of(new ProducerConsumer(), "--parsers", "0").code());
    assertEquals(2, Execution.of(new ProducerConsumer(), "--pages", "0").code());
  }

  @Test
  void endsAtOnceWhenItIsInterrupted() throws Exception {
    try (var player =
        Player.play(
            new ProducerConsumer(), "--out", folder.resolve("spider_data.txt").toString())) {
      player.nextLine();
      player.interrupt("pool-");
    }
  }
}
