package dev.tandem.threads;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Starts, at each {@code next}, a task that applies a function to the next input. */
final class StartedTasks<I extends @Nullable Object, R extends @Nullable Object>
    implements Iterator<Future<List<R>>> {
  private final ExecutorService executor;
  private final Iterator<? extends I> inputs;
  private final Function<? super I, ? extends R> function;

  StartedTasks(
      ExecutorService executor,
      Iterator<? extends I> inputs,
      Function<? super I, ? extends R> function) {
    this.executor = executor;
    this.inputs = inputs;
    this.function = function;
  }

  @Override
  public boolean hasNext() {
    return inputs.hasNext();
  }

  @Override
  public Future<List<R>> next() {
    I input = inputs.next();
    return executor.submit(() -> Collections.singletonList(function.apply(input)));
  }
}
