package dev.tandem.threads;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Future;

/**
 * Gives places to futures that are under way: whichever is done first has its outcome in the first
 * place. Who reads the places in their order reads the outcomes in the order of completion.
 */
final class CompletionOrder<T> {
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

  /** The last first, so that no process takes one which is cancelled the next moment. */
  private void cancelAll() {
    for (Iterator<CompletableFuture<T>> last = underWay.descendingIterator(); last.hasNext(); ) {
      last.next().cancel(true);
    }
  }

  /** Nobody knows whose place it would be: to cancel one cancels all that is under way. */
  private final class Place extends CompletableFuture<T> {
    void take(T value, Throwable failure) {
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
