package dev.tandem.threads.samples;

import dev.tandem.samples.SampleException;
import dev.tandem.samples.Stage;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;

/** Asks a web service for its gathered answer, and says what that took. */
public final class WebServiceClient {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private WebServiceClient() {}

  /** What there is to ask for. */
  public static String routes(URI url) {
    return url + " and " + url.resolve("sequential");
  }

  /** Asks the service on both routes, and says what each took. */
  public static void measure(URI url, Stage stage) throws Exception {
    try (var client = new BlockingClient(PATIENCE)) {
      client.get(url.resolve("nothing")); // the first request pays for the loading of classes
      measure("sequential", client, url.resolve("sequential"), System.out);
      measure("concurrent", client, url, System.out);
    }
  }

  private static void measure(String name, BlockingClient client, URI url, PrintStream out)
      throws Exception {
    long start = System.nanoTime();
    var answer = client.get(url);
    double seconds = (System.nanoTime() - start) / 1e9;
    if (answer.statusCode() != 200) {
      throw new SampleException(url + " answered " + answer.statusCode());
    }
    out.printf("%s: %s%n", name, answer.body());
    out.printf("%s: took %.2f s%n", name, seconds);
  }
}
