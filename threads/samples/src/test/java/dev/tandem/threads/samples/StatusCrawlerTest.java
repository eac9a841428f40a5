package dev.tandem.threads.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.samples.CapturedOutput;
import dev.tandem.samples.SampleException;
import dev.tandem.samples.SlowServer;
import dev.tandem.samples.UsageException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine.ParameterException;

@Timeout(60)
class StatusCrawlerTest {
  @Test
  void printsEachCodeWithItsClassAndTheTextInTheOrderOfTheCodes() throws Exception {
    var lines = CapturedOutput.of(new StatusCrawler(), "--speed", "10");
    assertEquals(
        List.of(
            "URL/200: 200, 2xx: success",
            "URL/200:status 200",
            "URL/400: 400, 4xx: the client's mistake",
            "URL/400:status 400",
            "URL/404: 404, 4xx: the client's mistake",
            "URL/404:status 404",
            "URL/408: 408, 4xx: the client's mistake",
            "URL/408:status 408",
            "URL/500: 500, 5xx: the server's mistake",
            "URL/500:status 500",
            "URL/524: 524, 5xx: the server's mistake",
            "URL/524:status 524",
            "Took N seconds",
            "Done."),
        withoutHeaders(lines));
  }

  @Test
  void printsTheHeadersUnderEachAnswer() throws Exception {
    var lines = CapturedOutput.of(new StatusCrawler(), "--speed", "10");
    for (int answer = 0; answer < 6; answer++) {
      var headers = lines.subList(answer * 5 + 1, answer * 5 + 4);
      assertEquals("    content-length: 10", headers.get(0));
      assertEquals("    content-type: text/plain; charset=utf-8", headers.get(1));
      assertTrue(headers.get(2).startsWith("    date: "), headers.get(2));
    }
  }

  @Test
  void takesAsLongAsTheSlowestAnswerAndNotAsLongAsAllTogether() throws Exception {
    var lines = CapturedOutput.of(new StatusCrawler(), "--latency", "1");
    double seconds =
        Double.parseDouble(lines.get(lines.size() - 2).replaceAll("Took (.*) seconds", "$1"));
    assertTrue(seconds >= 1 && seconds < 4, "took " + seconds);
  }

  @Test
  void anAnswerWithoutABodyAndARedirectAreAnswersToo() throws Exception {
    var lines = CapturedOutput.of(new StatusCrawler(), "--latency", "0", "--codes", "204,302");
    assertEquals(
        List.of(
            "URL/204: 204, 2xx: success",
            "URL/204:",
            "URL/302: 302, 3xx: more requests are needed",
            "URL/302:status 302",
            "Took N seconds",
            "Done."),
        withoutHeaders(lines));
  }

  @Test
  void asksAnotherServerWhateverItAnswers() throws Exception {
    try (var server =
        SlowServer.open(Duration.ZERO, path -> new SlowServer.Answer(200, "got " + path))) {
      var base = server.url("/status/").toString();
      var lines = CapturedOutput.of(new StatusCrawler(), "--base", base, "--codes", "404");
      assertEquals(base + "404: 200, 2xx: success", lines.get(0));
      assertEquals("    content-length: " + "got /status/404".length(), lines.get(1));
    }
  }

  @Test
  void aServerThatIsNotThereFailsTheSample() {
    var failure =
        assertThrows(
            SampleException.class,
            () ->
                CapturedOutput.of(
                    new StatusCrawler(), "--base", "http://127.0.0.1:1", "--codes", "200"));
    assertEquals("http://127.0.0.1:1/200 connection refused", failure.getMessage());
  }

  @Test
  void aServerThatDoesNotAnswerInTimeFailsTheSample() {
    var failure =
        assertThrows(
            SampleException.class,
            () -> CapturedOutput.of(new StatusCrawler(), "--latency", "3600", "--timeout", "0.1"));
    assertTrue(
        failure.getMessage().matches("http://.*/200, or another of 6: timed out"),
        failure.getMessage());
  }

  @Test
  void anInterruptedCrawlEndsAtOnce() throws Exception {
    Player.play(new StatusCrawler(), "--latency", "3600", "--timeout", "3600").interrupt();
  }

  @Test
  void refusesAStatusThatNoAnswerEndsWith() {
    assertEquals("--codes: 100 is no final status", misuse("--codes", "200,100"));
    assertEquals("--codes: 600 is no final status", misuse("--codes", "600"));
  }

  @Test
  void refusesABaseThatIsNoAddress() {
    assertEquals("--base: 'ftp://a' is not an http or https URL", misuse("--base", "ftp://a"));
    assertEquals("--base: 'http:/a' is not an http or https URL", misuse("--base", "http:/a"));
  }

  @Test
  void refusesATimeThatIsNone() {
    assertEquals("--timeout must be more than 0", misuse("--timeout", "0"));
    for (var time : List.of("-1", "soon", "NaN", "1e10")) {
      var refusal =
          assertThrows(
              ParameterException.class,
              () -> CapturedOutput.of(new StatusCrawler(), "--latency", time));
      assertTrue(
          refusal.getMessage().contains("'" + time + "' is not a number of seconds"),
          refusal.getMessage());
    }
  }

  private static String misuse(String... options) {
    return assertThrows(UsageException.class, () -> CapturedOutput.of(new StatusCrawler(), options))
        .getMessage();
  }

  private static List<String> withoutHeaders(List<String> lines) {
    return lines.stream()
        .filter(line -> !line.startsWith(" "))
        .map(line -> line.replaceAll("^http://127.0.0.1:\\d+", "URL"))
        .map(line -> line.replaceAll("\\d+\\.\\d\\d", "N"))
        .toList();
  }
}
