package dev.tandem.interop.samples.docs;

import dev.tandem.threads.VirtualThreads;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** The README's Java. */
final class ReadmeJava {
  private ReadmeJava() {}

  // snippet: lengths
  static List<Integer> lengths(List<Path> files) throws InterruptedException, ExecutionException {
    ExecutorService executor = VirtualThreads.newExecutor();
    try {
      List<Callable<Integer>> tasks = new ArrayList<>();
      files.forEach(file -> tasks.add(() -> Files.readString(file).length()));
      List<Integer> lengths = new ArrayList<>();
      for (Future<Integer> task : executor.invokeAll(tasks)) {
        lengths.add(task.get());
      }
      return lengths;
    } finally {
      executor.shutdown();
    }
  }
  // end
}
