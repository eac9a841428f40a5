package dev.tandem.threads.processes;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** A task that computes no value, as it travels, and the value that its future is to have. */
record RunnableTask<T extends @Nullable Object>(Runnable runnable, T value)
    implements Callable<T>, Message {
  @Override
  public T call() {
    runnable.run();
    return value;
  }
}
