package dev.tandem.threads.processes;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** A function and some inputs, as one task. */
record Chunk<I extends @Nullable Object, R extends @Nullable Object>(
    SerializableFunction<? super I, ? extends R> function, PackedList<I> inputs)
    implements Callable<List<R>>, Message {

  /** The next inputs, {@code size} or what is left of them. */
  static <I extends @Nullable Object, R extends @Nullable Object> Chunk<I, R> of(
      SerializableFunction<? super I, ? extends R> function, Inputs<I> inputs, int size) {
    return new Chunk<>(function, new PackedList<>(inputs.take(size).toArray()));
  }

  @Override
  public List<R> call() {
    var results = new @Nullable Object[inputs.size()];
    for (int i = 0; i < results.length; i++) {
      results[i] = function.apply(inputs.get(i));
    }
    return new PackedList<>(results);
  }
}
