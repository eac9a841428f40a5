package dev.tandem.threads.processes;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Gives places to futures that are under way: the one that is done first has its outcome in the
 * first place, and so on. To read the places in their order is to read the outcomes in the order of
 * completion.
 */
final class CompletionOrder<T extends @Nullable Object> {
  private final ConcurrentLinkedDeque<CompletableFuture<T>> underWay =
      new ConcurrentLinkedDeque<>();
  private final Queue<Place> places = new ArrayDeque<>();

  /** Gives the next place, for the outcome of {@code future} or of one that is done before it. */
  Future<T> place(CompletableFuture<T> future) {
    var place = new Place();
    synchronized (places) {
      places.add(place);
    }
    underWay.add(future);
    future.whenComplete(
        (value, failure) -> {
          underWay.remove(future);
          nextPlace().take(value, failure);
        });
    return place;
  }

  private Place nextPlace() {
    synchronized (places) {
      return places.remove();
    }
  }

  /** Cancels the last first, so that no process takes one which is cancelled the next moment. */
  private void cancelAll() {
    for (Iterator<CompletableFuture<T>> last = underWay.descendingIterator(); last.hasNext(); ) {
      last.next().cancel(true);
    }
  }

  /** Whose place it would be is not known: to cancel one cancels all that is under way. */
  private final class Place extends CompletableFuture<T> {
    void take(T value, @Nullable Throwable failure) {
      if (failure == null) {
        super.complete(value);
      } else {
        super.completeExceptionally(failure);
      }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
      boolean cancelled = super.cancel(mayInterruptIfRunning);
      cancelAll();
      return cancelled;
    }
  }
}
