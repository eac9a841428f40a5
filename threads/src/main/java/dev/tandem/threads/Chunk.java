package dev.tandem.threads;

import dev.tandem.threads.processes.Message;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;

/** A function and some inputs, as one task. */
record Chunk<I, R>(SerializableFunction<? super I, ? extends R> function, Row<I> inputs)
    implements Callable<List<R>>, Message {

  /** The next inputs, {@code size} or what is left of them. */
  static <I, R> Chunk<I, R> of(
      SerializableFunction<? super I, ? extends R> function,
      Iterator<? extends I> inputs,
      int size) {
    var taken = new ArrayList<I>();
    while (taken.size() < size && inputs.hasNext()) {
      taken.add(inputs.next());
    }
    return new Chunk<>(function, new Row<>(taken.toArray()));
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
