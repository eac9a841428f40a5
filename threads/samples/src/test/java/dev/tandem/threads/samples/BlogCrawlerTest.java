package dev.tandem.threads.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.samples.CapturedOutput;
import dev.tandem.samples.SampleException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BlogCrawlerTest {
  @Test
  void eitherCrawlPrintsEveryPageBetweenItsStartAndItsEnd() throws Exception {
    var lines = CapturedOutput.of(new BlogCrawler(), "--pages", "12", "--latency", "1ms");
    assertEquals(2 * 15, lines.size());
    assertEquals("start sequential crawling...", lines.get(0));
    assertEquals("start concurrent crawling...", lines.get(15));
    for (int first = 0; first < lines.size(); first += 15) {
      assertTrue(lines.get(first).matches("start .* crawling\\.\\.\\."), lines.get(first));
      var pages = lines.subList(first + 1, first + 13);
      assertEquals(12, pages.stream().distinct().count());
      pages.forEach(page -> assertTrue(page.matches("http://.*/pages/\\d+ \\d+"), page));
      assertTrue(lines.get(first + 13).matches("end .* crawling\\.\\.\\."), lines.get(first + 13));
      assertTrue(lines.get(first + 14).matches("consume: \\d+\\.\\d\\d s"), lines.get(first + 14));
    }
  }

  @Test
  void theSequentialCrawlKeepsTheOrderOfThePages() throws Exception {
    var lines = CapturedOutput.of(new BlogCrawler(), "--pages", "5", "--latency", "0ms");
    assertEquals(
        List.of("1", "2", "3", "4", "5"),
        lines.subList(1, 6).stream().map(l -> l.replaceAll(".*/pages/(\\d+) .*", "$1")).toList());
  }

  @Test
  void thePagesThatAreFetchedAtOnceTakeNoLongerThanTheSlowest() throws Exception {
    var lines = CapturedOutput.of(new BlogCrawler(), "--pages", "10", "--latency", "300ms");
    double sequential = Double.parseDouble(lines.get(12).split(" ")[1]);
    double concurrent = Double.parseDouble(lines.get(25).split(" ")[1]);
    assertTrue(sequential >= 3, lines.get(12));
    assertTrue(concurrent >= 0.3 && concurrent < sequential, lines.get(25));
  }

  @Test
  void aPageThatCannotBeHadFailsTheCrawl() {
    var failure =
        assertThrows(
            SampleException.class,
            () -> CapturedOutput.of(new BlogCrawler(), "--url", "http://127.0.0.1:1/"));
    assertEquals("http://127.0.0.1:1/ connection refused", failure.getMessage());
  }

  @Test
  void anInterruptedCrawlEndsAtOnce() throws Exception {
    Player.play(new BlogCrawler(), "--latency", "59m", "--timeout", "59m").interrupt();
  }
}
