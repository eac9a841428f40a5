package example.modular;

import dev.tandem.coroutines.JoinableQueue;
import dev.tandem.interop.Blocking;
import dev.tandem.interop.Suspend;
import dev.tandem.interop.SuspendScope;
import dev.tandem.threads.Futures;
import dev.tandem.threads.VirtualThreads;
import dev.tandem.threads.processes.ProcessPool;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** What a modular program does with threads, with processes, and with coroutines' queues. */
final class Modular {
  private Modular() {}

  static List<Integer> lengths(List<String> words) throws InterruptedException, ExecutionException {
    var executor = VirtualThreads.newExecutor();
    try {
      List<Future<Integer>> lengths = new ArrayList<>();
      for (String word : words) {
        Callable<Integer> length = word::length;
        lengths.add(executor.submit(length));
      }
      return Futures.gather(lengths);
    } finally {
      executor.shutdown();
    }
  }

  /** Gives the module in which a worker of a pool of processes finds this class. */
  static String moduleInAnotherProcess() throws InterruptedException, ExecutionException {
    try (var pool = ProcessPool.builder().size(1).build()) {
      return pool.submit(() -> Modular.class.getModule().getName()).get();
    }
  }

  static List<String> throughAQueueOfCoroutines(List<String> letters)
      throws InterruptedException, ExecutionException {
    JoinableQueue<String> queue = JoinableQueue.fifo(1);
    BlockingQueue<String> box = Blocking.asBlockingQueue(queue);
    List<String> taken = new ArrayList<>();
    try (var scope = SuspendScope.open()) {
      Future<String> first = scope.future(queue::take);
      for (String letter : letters) {
        box.put(letter);
        taken.add(taken.isEmpty() ? first.get() : Suspend.block(queue::take));
      }
    }
    return taken;
  }
}
