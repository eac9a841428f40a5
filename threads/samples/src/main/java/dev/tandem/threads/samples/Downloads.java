package dev.tandem.threads.samples;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.DownloadFolder;
import dev.tandem.samples.DownloadsOptions;
import dev.tandem.samples.Sample;
import dev.tandem.samples.SampleException;
import dev.tandem.samples.Stage;
import dev.tandem.threads.Futures;
import dev.tandem.threads.VirtualThreads;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import picocli.CommandLine.Mixin;

/**
 * Every request is sent before any answer is waited for, and each file is saved by the thread that
 * fetched it. {@link Futures#asCompleted} then tells of the files as they come.
 */
@CatalogueEntry(
    id = "downloads",
    title = "Fetch three files at once and save them",
    documents = "002")
public final class Downloads extends Sample {
  private static final List<String> NAMES =
      List.of("20240109.html", "20240112.html", "20240113.html");
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Mixin private DownloadsOptions options = new DownloadsOptions();

  @Override
  public void run(Stage stage) throws Exception {
    var folder = options.openFolder();
    try (var server = options.openServer(stage);
        var client = new BlockingClient(PATIENCE)) {
      var urls = NAMES.stream().map(name -> server.url("/" + name)).toList();
      downloadAtOnce(client, urls, folder, System.out);
    }
    System.out.println("saved in " + folder.path());
  }

  private static void downloadAtOnce(
      BlockingClient client, List<URI> urls, DownloadFolder folder, PrintStream out)
      throws Exception {
    var threads = VirtualThreads.newExecutor();
    try {
      var downloads = new ArrayList<Future<URI>>();
      for (var url : urls) {
        out.println("sent: " + url);
        downloads.add(threads.submit(() -> fetch(client, url, folder)));
      }
      printAsCompleted(downloads, out);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof SampleException failure ? failure : e;
    } finally {
      threads.shutdownNow();
      threads.awaitTermination(10, SECONDS); // nobody writes to the folder any more
    }
  }

  private static URI fetch(BlockingClient client, URI url, DownloadFolder folder) throws Exception {
    folder.save(url, client.get(url).body());
    return url;
  }

  private static void printAsCompleted(List<Future<URI>> downloads, PrintStream out)
      throws InterruptedException, ExecutionException {
    try (var completed = Futures.asCompleted(downloads)) {
      while (completed.hasNext()) {
        out.println("done: " + completed.next().get());
      }
    }
  }

  /** Runs the sample. */
  public static void main(String[] args) {
    new Downloads().launch(args);
  }
}
