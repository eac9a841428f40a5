package dev.tandem.interop.samples.docs;

import dev.tandem.threads.JoinableQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The Java of the page for readers who come from Python. */
final class FromPythonPageJava {
  private FromPythonPageJava() {}

  // snippet: threads
  static void worker(JoinableQueue<String> words, AtomicInteger letters) {
    try {
      while (true) {
        String word = words.take();
        try {
          letters.addAndGet(word.length()); // two threads' += on an int could lose one
        } finally {
          words.taskDone();
        }
      }
    } catch (InterruptedException end) {
      // interrupt() is what ends a thread that waits; Python has nothing like it
    }
  }

  static int letters(List<String> all) throws InterruptedException {
    JoinableQueue<String> words = JoinableQueue.fifo();
    words.addAll(all);
    AtomicInteger letters = new AtomicInteger();
    List<Thread> workers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      workers.add(new Thread(() -> worker(words, letters), "worker-" + i));
    }
    workers.forEach(Thread::start); // for w in workers: w.start()
    words.join();
    workers.forEach(Thread::interrupt);
    return letters.get();
  }
  // end
}
