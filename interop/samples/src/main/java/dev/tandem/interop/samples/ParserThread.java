package dev.tandem.interop.samples;

import dev.tandem.samples.Stage;
import dev.tandem.samples.crawl.Page;
import dev.tandem.samples.crawl.ResultsFile;
import dev.tandem.threads.Guard;
import dev.tandem.threads.JoinableQueue;
import dev.tandem.threads.QueueShutDownException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** The threads' half of {@link ProducerConsumer}: one for all threads that parse. */
final class ParserThread {
  private final JoinableQueue<Page> pages;
  private final ResultsFile results;
  private final Lock resultsLock = new ReentrantLock();
  private final Stage stage;

  ParserThread(JoinableQueue<Page> pages, ResultsFile results, Stage stage) {
    this.pages = pages;
    this.results = results;
    this.stage = stage;
  }

  /** Parses until the queue is shut down. */
  void parseAll(String name) throws InterruptedException, IOException {
    while (true) {
      Page page;
      try {
        page = pages.take();
      } catch (QueueShutDownException e) {
        return; // no more work
      }
      try {
        parse(name, page);
      } finally {
        pages.taskDone();
      }
      stage.sleep(Duration.ofSeconds(ThreadLocalRandom.current().nextInt(1, 3)));
    }
  }

  private void parse(String name, Page page) throws IOException {
    var posts = page.posts();
    try (var held = Guard.hold(resultsLock)) {
      results.write(posts);
    }
    System.out.printf(
        "%s results.size %d html_queue.size = %d%n", name, posts.size(), pages.size());
  }
}
