package dev.tandem.interop.samples.failures;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** One page of three fails, and the results of the others are lost. */
final class LostResults {
  private LostResults() {}

  // snippet: program
  static final CyclicBarrier underWay = new CyclicBarrier(3); // all three have been asked for

  static String fetch(String page) throws Exception {
    underWay.await();
    if (page.equals("b")) {
      throw new IOException("b: connection refused");
    }
    System.out.println("fetched " + page);
    return "the text of " + page;
  }

  public static void main(String[] args) throws InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(3);
    try {
      List<Future<String>> pages = new ArrayList<>();
      for (String page : List.of("a", "b", "c")) {
        pages.add(pool.submit(() -> fetch(page)));
      }
      List<String> texts = new ArrayList<>();
      for (Future<String> page : pages) {
        texts.add(page.get());
      }
      System.out.println("texts: " + texts);
    } catch (ExecutionException failure) {
      System.out.println("no texts: " + failure.getCause().getMessage());
    } finally {
      pool.shutdown();
    }
  }
  // end
}
// Unordered output:
// fetched a
// fetched c
// no texts: b: connection refused
