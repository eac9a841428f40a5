package dev.tandem.samples.crawl;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.samples.Module;
import dev.tandem.samples.SampleException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CrawlComparisonTest {
  private static final URI FIRST = URI.create("http://a.example/1");
  private static final URI SECOND = URI.create("http://a.example/2");

  private static PageResult page(URI url, int bytes, String title, int millis) {
    return new Page(url, bytes, title, 0, Duration.ofMillis(millis));
  }

  private static PageResult failure(URI url) {
    return new PageFailure(url, "HTTP 404", Duration.ofMillis(1));
  }

  private static Measurement sequential(int millis, PageResult... results) {
    return measured(Module.THREADS, CrawlStrategy.sequential(job -> List.of()), millis, results);
  }

  private static Measurement atOnce(int millis, PageResult... results) {
    var strategy = CrawlStrategy.concurrent("at once", job -> List.of());
    return measured(Module.COROUTINES, strategy, millis, results);
  }

  private static Measurement measured(
      Module module, CrawlStrategy strategy, int millis, PageResult... results) {
    return new Measurement(module, strategy, List.of(results), Duration.ofMillis(millis), 7);
  }

  private static CrawlComparison compare(Measurement... measurements) {
    return new CrawlComparison("blog-crawler", "two pages", List.of(measurements));
  }

  @Test
  void speedUpAndLimitAreMeasuredAgainstTheSequentialCrawl() {
    var comparison =
        compare(
            sequential(400, page(FIRST, 10, "a", 100), page(SECOND, 20, "b", 300)),
            atOnce(320, page(FIRST, 10, "a", 90), failure(SECOND)));
    JsonNode data = new ObjectMapper().valueToTree(comparison.data());
    var atOnce = data.get("strategies").get(1);
    assertEquals("two pages", data.get("input").asText());
    assertEquals("at once", atOnce.get("name").asText());
    assertEquals(1, atOnce.get("ok").asInt());
    assertEquals(1, atOnce.get("failed").asInt());
    assertEquals(10, atOnce.get("bytes").asInt());
    assertEquals(0.32, atOnce.get("seconds").asDouble());
    assertEquals(1.25, atOnce.get("speedup").asDouble());
    assertEquals(0.94, atOnce.get("limitShare").asDouble());
    assertEquals(7, atOnce.get("peakThreads").asInt());
    assertEquals(SECOND.toString(), data.get("failures").get(0).get("url").asText());
    assertEquals("HTTP 404", data.get("failures").get(0).get("reason").asText());
  }

  @Test
  void aCrawlWhosePagesCameFasterThanInTheSequentialOneReachesTheLimit() {
    var comparison =
        compare(sequential(300, page(FIRST, 10, "a", 300)), atOnce(200, page(FIRST, 10, "a", 200)));
    JsonNode data = new ObjectMapper().valueToTree(comparison.data());
    assertEquals(1, data.get("strategies").get(1).get("limitShare").asDouble());
  }

  @Test
  void strategiesThatGotTheSamePagesAgree() {
    assertDoesNotThrow(
        compare(
                sequential(9, page(FIRST, 10, "a", 1), failure(SECOND)),
                atOnce(3, page(FIRST, 10, "a", 2), failure(SECOND)))
            ::check);
  }

  @Test
  void anotherSizeTitleOrOutcomeIsADisagreementThatNamesThePage() {
    for (var other : List.of(page(SECOND, 11, "b", 1), page(SECOND, 20, "c", 1), failure(SECOND))) {
      var comparison =
          compare(
              sequential(9, page(FIRST, 10, "a", 1), page(SECOND, 20, "b", 1)),
              atOnce(3, page(FIRST, 10, "a", 1), other));
      var failure = assertThrows(SampleException.class, comparison::check);
      assertEquals(
          "threads, sequential and coroutines, at once got different answers"
              + " for 1 of the pages: http://a.example/2",
          failure.getMessage());
    }
  }

  @Test
  void aCrawlWithoutASinglePageHasFailed() {
    var comparison = compare(sequential(9, failure(FIRST)), atOnce(3, failure(FIRST)));
    var failure = assertThrows(SampleException.class, comparison::check);
    assertEquals(
        "no page could be fetched; the first: http://a.example/1 HTTP 404", failure.getMessage());
  }
}
