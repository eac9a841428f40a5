package dev.tandem.threads;

import dev.tandem.threads.processes.Message;
import java.util.List;
import java.util.concurrent.Callable;

/** A function and some inputs, as one task. */
record Chunk<I, R>(SerializableFunction<? super I, ? extends R> function, Row<I> inputs)
    implements Callable<List<R>>, Message {
  @Override
  public List<R> call() {
    var results = new Object[inputs.size()];
    for (int i = 0; i < results.length; i++) {
      results[i] = function.apply(inputs.get(i));
    }
    return new Row<>(results);
  }
}
