package dev.tandem.interop.samples;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.tandem.interop.SuspendScope;
import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.Sample;
import dev.tandem.samples.SampleException;
import dev.tandem.samples.Stage;
import dev.tandem.samples.StatusAnswer;
import dev.tandem.samples.StatusOptions;
import dev.tandem.threads.Futures;
import dev.tandem.threads.VirtualThreads;
import dev.tandem.threads.samples.BlockingClient;
import java.io.PrintStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import picocli.CommandLine.Mixin;

/**
 * Threads and coroutines take turns to ask, all at once. To Java a coroutine's answer is a future
 * like a thread's: one gather waits for both, and if one fails, cancels both. The coroutines' half
 * is {@link AskingCoroutine}, in Kotlin.
 */
@CatalogueEntry(
    id = "status-crawler",
    title = "Ask for six HTTP status codes at once",
    documents = "000")
public final class StatusCrawler extends Sample {
  @Mixin private StatusOptions options = new StatusOptions();

  @Override
  public void run(Stage stage) throws Exception {
    try (var addresses = options.open(stage)) {
      long start = System.nanoTime();
      for (var answer : askAtOnce(addresses.urls(), System.out)) {
        answer.printTo(System.out);
      }
      System.out.printf("Took %.2f seconds%n", (System.nanoTime() - start) / 1e9);
      System.out.println("Done.");
    }
  }

  private List<StatusAnswer> askAtOnce(List<URI> urls, PrintStream out) throws Exception {
    var threads = VirtualThreads.newExecutor();
    try (var blocking = new BlockingClient(options.timeout());
        var suspending = new AskingCoroutine(options.timeout());
        var coroutines = SuspendScope.open()) {
      var answers = new ArrayList<Future<StatusAnswer>>();
      for (var url : urls) {
        if (answers.size() % 2 == 0) {
          out.println("a thread asks " + url);
          answers.add(threads.submit(() -> blocking.status(url)));
        } else {
          out.println("a coroutine asks " + url);
          answers.add(coroutines.future(c -> suspending.status(url, c)));
        }
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
