package dev.tandem.threads.processes;

import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.tandem.threads.MappedResults;
import dev.tandem.threads.internal.Timeouts;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A function over many inputs, in the processes of a pool: each task has a chunk of the inputs. */
final class Mapping<I extends @Nullable Object, R extends @Nullable Object> {
  static final int CHUNKS_AHEAD = 4;

  private final ProcessPool pool;
  private final SerializableFunction<? super I, ? extends R> function;
  private final Inputs<I> inputs;
  private final int chunkSize;
  private final @Nullable Duration limit;
  private final long start = System.nanoTime();

  /** Without a limit if that is null. */
  Mapping(
      ProcessPool pool,
      Iterable<? extends I> inputs,
      SerializableFunction<? super I, ? extends R> function,
      int chunkSize,
      @Nullable Duration limit) {
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
    return MappedResults.of(new StartedChunks(future -> future), lookAhead());
  }

  /** The results in the order in which their tasks are done. */
  MappedResults<R> unordered() {
    var order = new CompletionOrder<List<R>>();
    return MappedResults.of(new StartedChunks(order::place), lookAhead());
  }

  private int lookAhead() {
    return (int) Math.min((long) CHUNKS_AHEAD * pool.size(), Integer.MAX_VALUE);
  }

  /**
   * Starts, at each {@code next}, the task of the next chunk, and gives its future, or a stand-in.
   */
  private final class StartedChunks implements Iterator<Future<List<R>>> {
    private final Function<CompletableFuture<List<R>>, Future<List<R>>> standIn;

    StartedChunks(Function<CompletableFuture<List<R>>, Future<List<R>>> standIn) {
      this.standIn = standIn;
    }

    @Override
    public boolean hasNext() {
      return inputs.hasNext();
    }

    @Override
    public Future<List<R>> next() {
      return standIn.apply(startOne());
    }
  }

  private CompletableFuture<List<R>> startOne() {
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
