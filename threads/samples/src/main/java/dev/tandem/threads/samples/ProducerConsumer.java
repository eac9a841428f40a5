package dev.tandem.threads.samples;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Stage;
import dev.tandem.samples.crawl.Page;
import dev.tandem.samples.crawl.PipelineOptions;
import dev.tandem.samples.crawl.ResultsFile;
import dev.tandem.threads.Guard;
import dev.tandem.threads.JoinableQueue;
import dev.tandem.threads.QueueShutDownException;
import dev.tandem.threads.samples.crew.Crew;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import picocli.CommandLine.Mixin;

/**
 * Crawlers and parsers share nothing but two queues, and each goes at its own pace. Joining the
 * queues tells when all is done; shutting them down ends the threads.
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
        var site = options.openSite(stage);
        var client = new BlockingPageFetcher(options.job(site))) {
      var pipeline = new Pipeline(client, results, stage);
      pipeline.run(site.urls(), options.crawlers(), options.parsers());
      System.out.printf("%d results of %d pages%n", results.count(), options.pages());
    }
  }

  /** URLs go in, results come out. */
  private static final class Pipeline {
    private final JoinableQueue<URI> urlQueue = JoinableQueue.fifo();
    private final JoinableQueue<Page> htmlQueue = JoinableQueue.fifo();
    private final BlockingPageFetcher client;
    private final ResultsFile results;
    private final Lock resultsLock = new ReentrantLock();
    private final Stage stage;

    Pipeline(BlockingPageFetcher client, ResultsFile results, Stage stage) {
      this.client = client;
      this.results = results;
      this.stage = stage;
    }

    void run(List<URI> urls, int crawlers, int parsers) throws Exception {
      urlQueue.addAll(urls);
      try (var crew = new Crew()) {
        for (int i = 0; i < crawlers; i++) {
          crew.start("craw" + i, () -> untilShutDown(this::crawlNext));
        }
        for (int i = 0; i < parsers; i++) {
          crew.start("parse" + i, () -> untilShutDown(this::parseNext));
        }
        urlQueue.join(); // every page was crawled, and is in the other queue
        htmlQueue.join(); // every page was parsed, and its results are written
        urlQueue.shutdown();
        htmlQueue.shutdown();
        crew.join();
      }
    }

    /** Works until there is no more work, or somebody fails, in which case nobody waits for it. */
    private void untilShutDown(Crew.Work step) throws Exception {
      try {
        while (true) {
          step.run();
          stage.sleep(Duration.ofSeconds(ThreadLocalRandom.current().nextInt(1, 3)));
        }
      } catch (QueueShutDownException e) {
        // no more work
      } catch (Exception | Error e) {
        urlQueue.shutdownNow();
        htmlQueue.shutdownNow();
        throw e;
      }
    }

    private void crawlNext() throws Exception {
      var url = urlQueue.take();
      try {
        htmlQueue.put(client.fetch(url).page());
        print("craw %s url_queue.size = %d".formatted(url, urlQueue.size()));
      } finally {
        urlQueue.taskDone();
      }
    }

    private void parseNext() throws Exception {
      var page = htmlQueue.take();
      try {
        write(page.posts());
        print(
            "results.size %d html_queue.size = %d"
                .formatted(page.posts().size(), htmlQueue.size()));
      } finally {
        htmlQueue.taskDone();
      }
    }

    private void write(List<String> lines) throws IOException {
      try (var held = Guard.hold(resultsLock)) {
        results.write(lines);
      }
    }

    private void print(String message) {
      System.out.println(Thread.currentThread().getName() + " " + message);
    }
  }

  /** Runs the sample. */
  public static void main(String[] args) {
    new ProducerConsumer().launch(args);
  }
}
