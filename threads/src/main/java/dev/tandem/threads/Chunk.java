package dev.tandem.threads;

import dev.tandem.threads.processes.Message;
import java.util.List;
import java.util.concurrent.Callable;

/** A function and some inputs, as one task. */
record Chunk<I, R>(SerializableFunction<? super I, ? extends R> function, Row<I> inputs)
    implements Callable<List<R>>, Message {

  /** The next inputs, {@code size} or what is left of them. */
  static <I, R> Chunk<I, R> of(
      SerializableFunction<? super I, ? extends R> function, Inputs<I> inputs, int size) {
    return new Chunk<>(function, new Row<>(inputs.take(size).toArray()));
  }

  @Override
  public List<R> call() {
    var results = new Object[inputs.size()];
    for (int i = 0; i < results.length; i++) {
      results[i] = function.apply(inputs.get(i));
    }
    return new Row<>(results);
  }
}
