package dev.tandem.threads.processes;

import java.util.concurrent.Callable;

/** A task without a value of its own, as it travels. */
record RunnableTask<T>(Runnable runnable, T value) implements Callable<T>, Message {
  @Override
  public T call() {
    runnable.run();
    return value;
  }
}
