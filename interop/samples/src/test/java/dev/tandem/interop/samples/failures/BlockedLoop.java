package dev.tandem.interop.samples.failures;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for an answer on the thread that has to give it. */
final class BlockedLoop {
  // snippet: program
  static int compute() {
    System.out.println("the answer is computed");
    return 42;
  }

  static Future<Integer> ask(ExecutorService loop) throws InterruptedException, ExecutionException {
    Future<Integer> answer = loop.submit(() -> compute());
    try {
      System.out.println(
          answer.get(1, TimeUnit.SECONDS)); // blocks the thread that has to compute it
    } catch (TimeoutException e) {
      System.out.println("no answer within a second");
    }
    return answer; // and lets the loop go on
  }

  public static void main(String[] args) throws Exception {
    ExecutorService loop = Executors.newSingleThreadExecutor();
    Future<Future<Integer>> asked = loop.submit(() -> ask(loop));
    System.out.println(asked.get().get()); // waits on a thread of its own
    loop.shutdown();
  }
  // end
}

// Output:
// no answer within a second
// the answer is computed
// 42
