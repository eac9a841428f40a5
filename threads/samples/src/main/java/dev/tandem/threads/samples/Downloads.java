package dev.tandem.threads.samples;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.DownloadsOptions;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Stage;
import dev.tandem.samples.crawl.FetchFailure;
import dev.tandem.threads.Completions;
import dev.tandem.threads.Futures;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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

  @Mixin private DownloadsOptions options = new DownloadsOptions();

  @Override
  public void run(Stage stage) throws Exception {
    var folder = options.openFolder().path();
    try (var server = options.openServer(stage)) {
      var urls = NAMES.stream().map(name -> server.url("/" + name)).toList();
      FetchFailure.toldBy(urls, () -> main(urls, folder));
    }
  }

  // snippet: lesson
  static URI download(HttpClient client, URI url, Path folder)
      throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(url).build();
    byte[] content = client.send(request, BodyHandlers.ofByteArray()).body();
    Path name = Path.of(url.getPath()).getFileName();
    Files.write(folder.resolve(name), content);
    return url;
  }

  static void main(List<URI> urls, Path folder) throws InterruptedException, ExecutionException {
    HttpClient client = HttpClient.newHttpClient();
    ExecutorService pool = Executors.newFixedThreadPool(urls.size());
    try {
      List<Future<URI>> downloads = new ArrayList<>();
      for (URI url : urls) {
        System.out.println("sent: " + url);
        downloads.add(pool.submit(() -> download(client, url, folder)));
      }
      try (Completions<URI> completed = Futures.asCompleted(downloads)) {
        while (completed.hasNext()) {
          System.out.println("done: " + completed.next().get());
        }
      }
    } finally {
      pool.shutdownNow();
    }
    System.out.println("saved in " + folder);
  }

  // end

  /** Runs the sample. */
  public static void main(String[] args) {
    new Downloads().launch(args);
  }
}
