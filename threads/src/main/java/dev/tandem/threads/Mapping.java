package dev.tandem.threads;

import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;

/** A function over many inputs, in the processes of a pool: each task has a chunk of the inputs. */
final class Mapping<I, R> {
  static final int CHUNKS_AHEAD = 4;

  private final ProcessPool pool;
  private final SerializableFunction<? super I, ? extends R> function;
  private final Inputs<I> inputs;
  private final int chunkSize;
  private final Duration limit;
  private final long start = System.nanoTime();

  /** Without a limit if that is null. */
  Mapping(
      ProcessPool pool,
      SerializableFunction<? super I, ? extends R> function,
      Iterable<? extends I> inputs,
      int chunkSize,
      Duration limit) {
    this.pool = pool;
    this.function = requireNonNull(function, "function");
    if (chunkSize < 1) {
      throw new IllegalArgumentException("chunk size must be at least 1, not " + chunkSize);
    }
    this.chunkSize = chunkSize;
    this.limit = limit;
    this.inputs = new Inputs<>(requireNonNull(inputs, "inputs"));
  }

  /** The results in the order of the inputs. */
  MappedResults<R> inOrder() {
    return new MappedResults<>(this::startOne, lookAhead());
  }

  /** The results in the order in which their tasks are done. */
  MappedResults<R> unordered() {
    var order = new CompletionOrder<List<R>>();
    return new MappedResults<>(
        () -> {
          var task = startOne();
          return task == null ? null : order.place(task);
        },
        lookAhead());
  }

  private int lookAhead() {
    return (int) Math.min((long) CHUNKS_AHEAD * pool.size(), Integer.MAX_VALUE);
  }

  /** The task of the next chunk; null if there are no more inputs. */
  private CompletableFuture<List<R>> startOne() {
    if (!inputs.hasNext()) {
      return null;
    }
    var task = pool.submit(Chunk.<I, R>of(function, inputs, chunkSize));
    if (limit != null) {
      endInTime(task);
    }
    return task;
  }

  private void endInTime(CompletableFuture<?> task) {
    long left = Math.max(0, Timeouts.nanos(limit)) - (System.nanoTime() - start);
    var timer = new CompletableFuture<Void>().orTimeout(left, NANOSECONDS);
    timer.whenComplete(
        (ended, late) -> {
          if (late != null) {
            task.completeExceptionally(
                new TimeoutException("the results were not all there within " + limit));
          }
        });
    task.whenComplete((value, failure) -> timer.complete(null)); // which stops it
  }
}
