package dev.tandem.interop.samples.solutions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Tutorial 6, exercise 1: the queue of pages has a capacity. It never holds more than five, so no
 * line says more; {@code add} becomes {@code put}, as {@code add} throws where {@code put} waits.
 * The program ends because the parsers go on until they are told that no more pages come: until
 * then somebody makes room for whoever waits to put, be it a page or the word that ends a parser.
 */
@Timeout(60)
class BoundedPagesTest {
  private static final String END = new String("no more pages"); // an object that no page is

  static Void crawl(Queue<String> urls, BlockingQueue<String> html) throws InterruptedException {
    for (String url = urls.poll(); url != null; url = urls.poll()) {
      html.put("the page of " + url);
    }
    return null;
  }

  static Void parse(BlockingQueue<String> html, Queue<String> parsed) throws InterruptedException {
    for (String page = html.take(); page != END; page = html.take()) {
      parsed.add(page);
    }
    return null;
  }

  @Test
  void everyPageIsParsedAndEverybodyEnds() throws Exception {
    List<String> addresses = IntStream.range(0, 50).mapToObj(Integer::toString).toList();
    Queue<String> urls = new ConcurrentLinkedQueue<>(addresses);
    BlockingQueue<String> html = new ArrayBlockingQueue<>(5);
    Queue<String> parsed = new ConcurrentLinkedQueue<>();
    ExecutorService pool = Executors.newCachedThreadPool();
    try {
      List<Future<Void>> crawling = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        crawling.add(pool.submit(() -> crawl(urls, html)));
      }
      List<Future<Void>> parsing = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        parsing.add(pool.submit(() -> parse(html, parsed)));
      }
      for (Future<Void> crawler : crawling) {
        crawler.get(30, TimeUnit.SECONDS);
      }
      for (int i = 0; i < 2; i++) {
        assertTrue(html.offer(END, 30, TimeUnit.SECONDS)); // put, with a limit to the wait
      }
      for (Future<Void> parser : parsing) {
        parser.get(30, TimeUnit.SECONDS);
      }
    } finally {
      pool.shutdownNow();
    }
    assertEquals(
        addresses.stream().map(url -> "the page of " + url).sorted().toList(),
        parsed.stream().sorted().toList());
  }

  @Test
  void addThrowsWherePutWaits() {
    BlockingQueue<String> html =
        new ArrayBlockingQueue<>(5, true, List.of("1", "2", "3", "4", "5"));
    assertThrows(IllegalStateException.class, () -> html.add("6"));
  }
}
