package dev.tandem.threads.samples;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.Sample;
import dev.tandem.samples.SampleException;
import dev.tandem.samples.Stage;
import dev.tandem.samples.StatusAnswer;
import dev.tandem.samples.StatusOptions;
import dev.tandem.threads.Futures;
import dev.tandem.threads.VirtualThreads;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import picocli.CommandLine.Mixin;

/**
 * Six threads ask at once, so all the answers together take as long as the slowest of them. The
 * futures are kept in the order of the addresses, and so the answers are printed in it.
 */
@CatalogueEntry(
    id = "status-crawler",
    title = "Ask for six HTTP status codes at once",
    documents = "000")
public final class StatusCrawler extends Sample {
  @Mixin private StatusOptions options = new StatusOptions();

  @Override
  public void run(Stage stage) throws Exception {
    try (var addresses = options.open(stage);
        var client = new BlockingClient(options.timeout())) {
      long start = System.nanoTime();
      for (var answer : askAtOnce(client, addresses.urls())) {
        answer.printTo(System.out);
      }
      System.out.printf("Took %.2f seconds%n", (System.nanoTime() - start) / 1e9);
      System.out.println("Done.");
    }
  }

  private static List<StatusAnswer> askAtOnce(BlockingClient client, List<URI> urls)
      throws Exception {
    var threads = VirtualThreads.newExecutor();
    try {
      var answers = new ArrayList<Future<StatusAnswer>>();
      for (var url : urls) {
        answers.add(threads.submit(() -> client.status(url)));
      }
      return Futures.gather(answers);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof SampleException noAnswer ? noAnswer : e;
    } finally {
      threads.shutdownNow();
      threads.awaitTermination(10, SECONDS);
    }
  }

  /** Runs the sample. */
  public static void main(String[] args) {
    new StatusCrawler().launch(args);
  }
}
