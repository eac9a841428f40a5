package dev.tandem.threads.processes;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** A task without a value of its own, as it travels. */
record RunnableTask<T extends @Nullable Object>(Runnable runnable, T value) implements Callable<T>, Message {
  @Override
  public T call() {
    runnable.run();
    return value;
  }
}
