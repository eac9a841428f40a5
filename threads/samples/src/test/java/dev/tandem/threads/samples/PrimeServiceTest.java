package dev.tandem.threads.samples;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.samples.CapturedOutput;
import dev.tandem.samples.SampleException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Timeout(120)
class PrimeServiceTest {
  private static final String WORKER_DIED = "{\"error\": \"worker process ";
  private static final String QUESTION = "1,2,3,4";
  private static final String ANSWER = "{\"1\": false, \"2\": true, \"3\": true, \"4\": false}";

  /** The largest prime of 64 bits, which takes many seconds. */
  private static final String SLOW = "9223372036854775783";

  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void noProcessIsLeft() {
    assertEquals(List.of(), children());
  }

  @Test
  void triesItselfOut() throws Exception {
    assertEquals(
        List.of(
            "/is_prime/1,2,3,4: 200 " + ANSWER,
            "/is_prime/abc: 400 {\"error\": \"'abc' is not a whole number\"}",
            "/is_prime/9223372036854775808: 400 {\"error\": \"9223372036854775808 does not fit 64"
                + " bits; ask for -9223372036854775808 to 9223372036854775807\"}"),
        CapturedOutput.of(new PrimeService(), "--workers", "1"));
  }

  @Test
  void refusesBadQuestionsWithAReason() throws Exception {
    try (var service = Player.play(new PrimeService(), "--serve", "0")) {
      var url = servedUrl(service);
      requireAnswer(400, "'abc' is not a whole number", ask(url, "abc"));
      requireAnswer(400, "'' is not a whole number", ask(url, "1,,2"));
      requireAnswer(400, "'' is not a whole number", ask(url, "1,%20,2"));
      requireAnswer(400, "there is no number; ask as in /is_prime/1,2,3,4", ask(url, ""));
      requireAnswer(400, "there is no number; ask as in /is_prime/1,2,3,4", ask(url, "%20"));
      requireAnswer(
          400, "1001 numbers are too many; ask for 1000 at most", ask(url, "1,".repeat(1_000)));
      assertEquals(404, ask(url, "1/2").get(30, SECONDS).statusCode());
      assertEquals(List.of(), children());
      service.interrupt();
    }
  }

  @Test
  void aQuestionThatTakesTooLongIsGivenUpWithItsProcess() throws Exception {
    try (var service =
        Player.play(new PrimeService(), "--serve", "0", "--workers", "1", "--timeout", "2")) {
      var url = servedUrl(service);
      requireAnswer(503, "there is no answer within 2 s", ask(url, SLOW));
      service.interrupt();
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX) // where all of 127.0.0.0/8 is this machine
  void aClientWithManyCostlyQuestionsIsRefusedAllButAFewAndOthersAreAnsweredAtOnce()
      throws Exception {
    try (var service =
        Player.play(new PrimeService(), "--serve", "0", "--workers", "2", "--timeout", "100")) {
      var url = servedUrl(service);
      var hostile = new ArrayList<CompletableFuture<HttpResponse<String>>>();
      for (int i = 0; i < 8; i++) {
        hostile.add(ask(url, SLOW));
      }
      for (int refused = 0; refused < 7; refused++) {
        var answer = first(hostile).get(30, SECONDS);
        assertEquals("{\"error\": \"one client may have 1 under way at a time\"}", answer.body());
        assertEquals(503, answer.statusCode());
        assertEquals("1", answer.headers().firstValue("Retry-After").orElseThrow());
      }
      assertTrue(askFrom("127.0.0.2", url, QUESTION).endsWith(ANSWER));
      assertEquals(1, hostile.size());
      assertFalse(hostile.get(0).isDone());
      service.interrupt();
    }
  }

  /** The first that is done, taken out of the list. */
  private static CompletableFuture<HttpResponse<String>> first(
      List<CompletableFuture<HttpResponse<String>>> futures) throws Exception {
    CompletableFuture.anyOf(futures.toArray(CompletableFuture<?>[]::new)).get(30, SECONDS);
    var done = futures.stream().filter(CompletableFuture::isDone).findFirst().orElseThrow();
    futures.remove(done);
    return done;
  }

  /** Asks from another address, and gives the whole answer. */
  private static String askFrom(String address, URI url, String numbers) throws IOException {
    try (var socket = new Socket(url.getHost(), url.getPort(), InetAddress.getByName(address), 0)) {
      socket.setSoTimeout(30_000);
      var request =
          "GET /is_prime/" + numbers + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    }
  }

  @Test
  void aWorkerThatDiesFailsItsQuestionAndNoOther() throws Exception {
    try (var service =
        Player.play(new PrimeService(), "--serve", "0", "--workers", "1", "--timeout", "100")) {
      var url = servedUrl(service);
      var worker = warm(url);
      var before = cpu(worker);
      var slow = ask(url, SLOW);
      awaitWork(worker, before);
      worker.destroyForcibly();
      var answer = slow.get(30, SECONDS);
      assertEquals(503, answer.statusCode());
      assertTrue(answer.body().startsWith(WORKER_DIED), answer.body());
      assertEquals("{\"2\": true}", ask(url, "2").get(30, SECONDS).body());
      service.interrupt();
    }
  }

  @Test
  void everyAnswerIsRightOrSaysWhyThereIsNoneWhileWorkersAreKilled() throws Exception {
    int clients = 16;
    int questions = 320;
    var crowd = Executors.newFixedThreadPool(clients);
    try (var service =
        Player.play(new PrimeService(), "--serve", "0", "--workers", "2", "--per-client", "16")) {
      var url = servedUrl(service);
      var random = new Random(16);
      Callable<Integer> one = () -> askAndNowAndThenKill(url, random);
      int right = 0;
      for (var status : crowd.invokeAll(Collections.nCopies(questions, one))) {
        right += status.get() == 200 ? 1 : 0;
      }
      assertTrue(right > questions / 2, "only " + right + " were answered");
      crowd.shutdown();
      service.interrupt();
    } finally {
      crowd.shutdownNow();
    }
  }

  private int askAndNowAndThenKill(URI url, Random random) throws Exception {
    var answer = ask(url, "1,112272535095293").get(60, SECONDS);
    if (answer.statusCode() == 200) {
      assertEquals("{\"1\": false, \"112272535095293\": true}", answer.body());
    } else {
      assertEquals(503, answer.statusCode());
      assertTrue(answer.body().startsWith(WORKER_DIED), answer.body());
    }
    var workers = workers();
    if (!workers.isEmpty() && random.nextInt(20) == 0) {
      workers.get(random.nextInt(workers.size())).destroyForcibly();
    }
    return answer.statusCode();
  }

  @Test
  void anInterruptionEndsTheServiceItsThreadsAndItsProcessesWhateverTheyAreAt() throws Exception {
    try (var service = Player.play(new PrimeService(), "--serve", "0", "--workers", "1")) {
      var url = servedUrl(service);
      var worker = warm(url);
      var before = cpu(worker);
      var slow = ask(url, SLOW);
      awaitWork(worker, before);
      service.interrupt("JettyServerThreadPool", "process-pool");
      assertEquals(List.of(), children());
      assertThrows(ConnectException.class, () -> connect(url).close());
      slow.handle((value, failure) -> value).get(30, SECONDS);
    }
  }

  @Test
  void aPortThatIsTakenFailsTheSample() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var port = Integer.toString(taken.getLocalPort());
      assertThrows(
          SampleException.class, () -> CapturedOutput.of(new PrimeService(), "--serve", port));
    }
  }

  private static URI servedUrl(Player service) throws InterruptedException {
    var line = service.nextLine();
    assertTrue(line.matches("serving http://.*/is_prime/1,2,3,4 until Ctrl-C"), line);
    return URI.create(line.split(" ")[1]);
  }

  private CompletableFuture<HttpResponse<String>> ask(URI url, String numbers) {
    var request = HttpRequest.newBuilder(URI.create(url.resolve("/is_prime/") + numbers)).build();
    return client.sendAsync(request, BodyHandlers.ofString());
  }

  private static void requireAnswer(
      int status, String reason, CompletableFuture<HttpResponse<String>> coming) throws Exception {
    var answer = coming.get(30, SECONDS);
    assertEquals("{\"error\": \"" + reason + "\"}", answer.body());
    assertEquals(status, answer.statusCode());
    assertEquals("application/json", answer.headers().firstValue("Content-Type").orElseThrow());
  }

  /** Has the service start a worker, and tells which one it is. */
  private ProcessHandle warm(URI url) throws Exception {
    assertEquals(ANSWER, ask(url, QUESTION).get(30, SECONDS).body());
    var workers = workers();
    assertFalse(workers.isEmpty());
    return workers.get(0);
  }

  private static List<ProcessHandle> children() {
    return ProcessHandle.current().children().toList();
  }

  /** The children that run Java: to start one takes a short-lived other. */
  private static List<ProcessHandle> workers() {
    return children().stream()
        .filter(child -> child.info().command().orElse("").endsWith("java"))
        .toList();
  }

  private static Duration cpu(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  private static Socket connect(URI url) throws IOException {
    var socket = new Socket(url.getHost(), url.getPort());
    socket.setSoTimeout(30_000);
    return socket;
  }

  private static void awaitWork(ProcessHandle worker, Duration before) {
    while (cpu(worker).minus(before).toMillis() < 200) {
      Thread.onSpinWait(); // no longer than a test may take
    }
  }
}
