package dev.tandem.threads;

import dev.tandem.threads.processes.Message;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;

/** A function and some inputs, as one task. */
record Chunk<I, R>(SerializableFunction<? super I, ? extends R> function, ArrayList<I> inputs)
    implements Callable<List<R>>, Message {

  /** The next inputs, {@code size} or what is left of them. */
  static <I, R> Chunk<I, R> of(
      SerializableFunction<? super I, ? extends R> function,
      Iterator<? extends I> inputs,
      int size) {
    var chunk = new ArrayList<I>();
    while (chunk.size() < size && inputs.hasNext()) {
      chunk.add(inputs.next());
    }
    return new Chunk<>(function, chunk);
  }

  @Override
  public List<R> call() {
    var results = new ArrayList<R>(inputs.size());
    for (var input : inputs) {
      results.add(function.apply(input));
    }
    return results;
  }
}
