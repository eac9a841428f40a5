package dev.tandem.threads.samples;

import static java.net.http.HttpResponse.BodyHandlers.ofString;
import static java.nio.file.StandardOpenOption.APPEND;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Stage;
import dev.tandem.samples.crawl.FetchFailure;
import dev.tandem.samples.crawl.PipelineOptions;
import dev.tandem.threads.Futures;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Pattern;
import picocli.CommandLine.Mixin;

/**
 * Crawlers and parsers share nothing but two queues, and each goes at its own pace. Crawlers leave
 * when there are no addresses left; then each parser is told that no more pages come, and leaves
 * when it has come to that.
 */
@CatalogueEntry(
    id = "producer-consumer",
    title = "Crawl and parse pages side by side, through two queues",
    documents = "002")
public final class ProducerConsumer extends Sample {
  @Mixin private PipelineOptions options = new PipelineOptions();

  @Override
  public void run(Stage stage) throws Exception {
    try (var results = options.openResults();
        var site = options.openSite(stage)) {
      var urls = site.urls();
      var out = results.path();
      FetchFailure.toldBy(
          urls, () -> main(urls, options.crawlers(), options.parsers(), out, stage.scaled(1.0)));
      System.out.printf("%d results of %d pages%n", results.count(), urls.size());
    }
  }

  // snippet: lesson
  static final Pattern TITLE = Pattern.compile("<h2><a[^>]*>([^<]*)");
  static final String END = new String("no more pages"); // an object that no page is

  static Void crawl(String me, Queue<URI> urls, Queue<String> html, double rest) throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    for (URI url = urls.poll(); url != null; url = urls.poll()) {
      html.add(client.send(HttpRequest.newBuilder(url).build(), ofString()).body());
      System.out.printf("%s craw %s url_queue.size = %d%n", me, url, urls.size());
      Thread.sleep(Math.round(1000 * rest * (1 + Math.random())));
    }
    return null;
  }

  static Void parse(String me, BlockingQueue<String> html, Path out, double rest) throws Exception {
    for (String page = html.take(); page != END; page = html.take()) {
      List<String> all = TITLE.matcher(page).results().map(m -> m.group(1)).toList();
      Files.write(out, all, APPEND);
      System.out.printf("%s results.size %d html_queue.size = %d%n", me, all.size(), html.size());
      Thread.sleep(Math.round(1000 * rest * (1 + Math.random())));
    }
    return null;
  }

  static void main(
      List<URI> addresses, List<String> crawlers, List<String> parsers, Path out, double rest)
      throws Exception {
    Queue<URI> urls = new ConcurrentLinkedQueue<>(addresses);
    BlockingQueue<String> html = new LinkedBlockingQueue<>();
    ExecutorService pool = Executors.newCachedThreadPool();
    try {
      List<Future<Void>> parsing =
          parsers.stream().map(me -> pool.submit(() -> parse(me, html, out, rest))).toList();
      Futures.gather(
          crawlers.stream().map(me -> pool.submit(() -> crawl(me, urls, html, rest))).toList());
      parsers.forEach(me -> html.add(END));
      Futures.gather(parsing);
    } finally {
      pool.shutdownNow();
    }
  }

  // end

  /** Runs the sample. */
  public static void main(String[] args) {
    new ProducerConsumer().launch(args);
  }
}
