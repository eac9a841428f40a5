package dev.tandem.threads.samples;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.samples.CapturedOutput;
import dev.tandem.samples.SampleException;
import dev.tandem.samples.UsageException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WebServiceTest {
  private static final String ANSWER =
      "{\"result_file\": \"read_file\", \"result_db\": \"read_db\", \"result_api\": \"read_api\"}";

  @Test
  void printsTheSameAnswerTwiceFirstReadInTurnThenAtOnce() throws Exception {
    var lines = CapturedOutput.of(new WebService(), "--speed", "10");
    assertEquals(
        List.of(
            "sequential: " + ANSWER,
            "sequential: took N s",
            "concurrent: " + ANSWER,
            "concurrent: took N s"),
        lines.stream().map(line -> line.replaceAll("\\d+\\.\\d\\d", "N")).toList());
  }

  @Test
  void inTurnTakesTheSumAndAtOnceTakesLess() throws Exception {
    var lines = CapturedOutput.of(new WebService(), "--speed", "0.5");
    double sequential = seconds(lines.get(1));
    double concurrent = seconds(lines.get(3));
    assertTrue(sequential >= 1.2, "sequential took " + sequential);
    assertTrue(concurrent >= 0.6 && concurrent < 1.2, "concurrent took " + concurrent);
  }

  @Test
  void answersFiftyRequestsAtOnceOnBothRoutes() throws Exception {
    try (var service = Player.play(new WebService(), "--serve", "0")) {
      var url = servedUrl(service);
      for (var route : List.of(url, url.resolve("sequential"))) {
        for (var answer : ask(route, 50)) {
          var response = answer.get(30, SECONDS);
          assertEquals(200, response.statusCode());
          assertEquals("application/json", response.headers().firstValue("Content-Type").get());
          assertEquals(ANSWER, response.body());
        }
      }
      service.interrupt();
    }
  }

  @Test
  void servesUntilItIsInterruptedAndThenNoMore() throws Exception {
    try (var service = Player.play(new WebService(), "--serve", "0", "--speed", "100")) {
      var url = servedUrl(service);
      ask(url, 1).get(0).get(30, SECONDS);
      service.interrupt();
      assertThrows(ConnectException.class, () -> new Socket(url.getHost(), url.getPort()).close());
    }
  }

  @Test
  void anInterruptionEndsTheServersThreadsWhateverRequestsAreUnderWay() throws Exception {
    try (var service = Player.play(new WebService(), "--serve", "0", "--speed", "0.0001")) {
      var url = servedUrl(service);
      ask(url, 2);
      ask(url.resolve("sequential"), 2);
      assertEquals(404, ask(url.resolve("nothing"), 1).get(0).get(30, SECONDS).statusCode());
      assertTrue(serverThreads() > 0);
      service.interrupt();
      assertEquals(0, serverThreads());
    }
  }

  private static long serverThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("JettyServerThreadPool"))
        .count();
  }

  @Test
  void aPortThatIsTakenFailsTheSample() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var port = Integer.toString(taken.getLocalPort());
      var failure =
          assertThrows(
              SampleException.class, () -> CapturedOutput.of(new WebService(), "--serve", port));
      assertEquals(
          "--serve: port " + port + " is taken, or not yours to take", failure.getMessage());
    }
  }

  @Test
  void refusesAPortThatIsNone() {
    for (var port : List.of("-1", "65536")) {
      var refusal =
          assertThrows(
              UsageException.class, () -> CapturedOutput.of(new WebService(), "--serve=" + port));
      assertEquals("--serve: " + port + " is not a port", refusal.getMessage());
    }
  }

  private static URI servedUrl(Player service) throws InterruptedException {
    var line = service.nextLine();
    assertTrue(line.matches("serving http://.*/ and http://.*/sequential until Ctrl-C"), line);
    return URI.create(line.split(" ")[1]);
  }

  private static List<CompletableFuture<HttpResponse<String>>> ask(URI url, int times) {
    var client = HttpClient.newHttpClient();
    var request = HttpRequest.newBuilder(url).build();
    var answers = new ArrayList<CompletableFuture<HttpResponse<String>>>();
    for (int i = 0; i < times; i++) {
      answers.add(client.sendAsync(request, BodyHandlers.ofString()));
    }
    return answers;
  }

  private static double seconds(String line) {
    return Double.parseDouble(line.replaceAll(".*took (.*) s", "$1"));
  }
}
