package dev.tandem.threads.samples;

import dev.tandem.samples.AtLeastOne;
import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.Misuse;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Stage;
import dev.tandem.samples.crawl.CrawlJob;
import dev.tandem.samples.crawl.Page;
import dev.tandem.samples.crawl.Site;
import dev.tandem.threads.Guard;
import dev.tandem.threads.JoinableQueue;
import dev.tandem.threads.QueueShutDownException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Crawlers and parsers share nothing but two queues, and each goes at its own pace. Joining the
 * queues tells when all is done; shutting them down ends the threads.
 */
@CatalogueEntry(
    id = "producer-consumer",
    title = "Crawl and parse pages side by side, through two queues",
    documents = "002")
public final class ProducerConsumer extends Sample {
  private static final Duration LATENCY = Duration.ofMillis(100);
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final int MAX_BYTES = 1 << 20;

  @Spec private CommandSpec spec;

  @Option(
      names = "--pages",
      paramLabel = "N",
      defaultValue = "50",
      converter = AtLeastOne.class,
      description = "Pages of the embedded site (default: ${DEFAULT-VALUE}).")
  private int pages;

  @Option(
      names = "--crawlers",
      paramLabel = "N",
      defaultValue = "3",
      converter = AtLeastOne.class,
      description = "How many crawl (default: ${DEFAULT-VALUE}).")
  private int crawlers;

  @Option(
      names = "--parsers",
      paramLabel = "N",
      defaultValue = "2",
      converter = AtLeastOne.class,
      description = "How many parse (default: ${DEFAULT-VALUE}).")
  private int parsers;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write the results here (default: a temporary file, deleted at the end).")
  private Path out;

  @Override
  public void run(Stage stage) throws Exception {
    if (out != null) {
      crawlInto(out, stage);
      return;
    }
    var temporary = Files.createTempFile("spider_data", ".txt");
    try {
      crawlInto(temporary, stage);
    } finally {
      Files.delete(temporary);
    }
  }

  private void crawlInto(Path file, Stage stage) throws Exception {
    try (var results = open(file);
        var site = Site.open(pages, stage.scaled(LATENCY));
        var client = new BlockingPages(job(site))) {
      new Pipeline(client, results, stage).run(site.urls(), crawlers, parsers);
    }
    try (var lines = Files.lines(file)) {
      stage.out().printf("%d results of %d pages%n", lines.count(), pages);
    }
  }

  private BufferedWriter open(Path file) {
    try {
      return Files.newBufferedWriter(file);
    } catch (IOException e) {
      throw new Misuse(
          spec.commandLine(),
          "--out: cannot write to '" + file + "'",
          "Name a file in a folder that exists.");
    }
  }

  private CrawlJob job(Site site) {
    return new CrawlJob(
        site.urls(), crawlers, TIMEOUT, MAX_BYTES, "Tandem-ProducerConsumer/0.1", page -> {});
  }

  /** URLs go in, results come out. */
  private static final class Pipeline {
    private final JoinableQueue<URI> urlQueue = JoinableQueue.fifo();
    private final JoinableQueue<Page> htmlQueue = JoinableQueue.fifo();
    private final BlockingPages client;
    private final BufferedWriter results;
    private final Lock resultsLock = new ReentrantLock();
    private final Stage stage;

    Pipeline(BlockingPages client, BufferedWriter results, Stage stage) {
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
        for (var line : lines) {
          results.write(line);
          results.newLine();
        }
        results.flush();
      }
    }

    private void print(String message) {
      stage.out().println(Thread.currentThread().getName() + " " + message);
    }
  }

  /** Runs the sample. */
  public static void main(String[] args) {
    new ProducerConsumer().launch(args);
  }
}
