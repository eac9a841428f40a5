package dev.tandem.threads.samples.processes;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * A child process with a name: Python's {@code multiprocessing.Process}.
 *
 * @param name what it is called, here and there
 * @param process the process
 * @param firstLine the first line that it prints; null if it prints none
 */
public record Child(String name, Process process, Future<String> firstLine) {
  /**
   * Waits for the first line that it prints.
   *
   * @return the line
   * @throws InterruptedException if the thread is interrupted while it waits
   * @throws IllegalStateException if the process has ended without a line
   */
  public String introduction() throws InterruptedException, ExecutionException {
    var line = firstLine.get();
    if (line == null) {
      throw new IllegalStateException(name + " has ended without a word");
    }
    return line;
  }

  /**
   * Waits until it has ended: Python's {@code join} and {@code exitcode}.
   *
   * @return its exit code; by custom, more than 128 stands for the number of a signal
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  public int join() throws InterruptedException {
    return process.waitFor();
  }

  /** Tells whether it has not ended. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Asks it to end, by {@code SIGTERM}, and does not wait. */
  public void terminate() {
    process.toHandle().destroy(); // process's own would close what is still being read
  }

  /**
   * Tells which exception has ended it.
   *
   * @return the exception's name and message, once the process has ended; empty if there was none
   */
  public Optional<String> exception() {
    var start = "Exception in thread \"main\" ";
    return process
        .errorReader()
        .lines()
        .filter(line -> line.startsWith(start))
        .map(line -> line.substring(start.length()))
        .findFirst();
  }
}
