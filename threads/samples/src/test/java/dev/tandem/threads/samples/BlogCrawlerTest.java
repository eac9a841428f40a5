package dev.tandem.threads.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.samples.CapturedOutput;
import dev.tandem.samples.SampleException;
import dev.tandem.threads.VirtualThreads;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BlogCrawlerTest {
  private static final int STRATEGIES = VirtualThreads.isSupported() ? 4 : 3;

  @Test
  void everyStrategyPrintsEveryPageBetweenItsStartAndItsEnd() throws Exception {
    var lines = CapturedOutput.of(new BlogCrawler(), "--pages", "12", "--latency", "1ms");
    assertEquals(STRATEGIES * 15, lines.size());
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
  void aCrawlWithoutASinglePageFails() {
    var failure =
        assertThrows(
            SampleException.class,
            () -> CapturedOutput.of(new BlogCrawler(), "--url", "http://127.0.0.1:1/"));
    assertEquals(
        "no page could be fetched; the first: http://127.0.0.1:1/ connection refused",
        failure.getMessage());
  }

  @Test
  void anInterruptedCrawlEndsAtOnce() throws Exception {
    Player.play(new BlogCrawler(), "--latency", "59m", "--timeout", "59m").interrupt();
  }
}
