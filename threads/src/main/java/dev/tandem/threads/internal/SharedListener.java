package dev.tandem.threads.internal;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The one listener that this library puts on a future which takes no listener back: it serves all
 * watches over that future, however many come and go.
 *
 * <p>The future refers to its listener, and so keeps it for as long as there may be something to
 * tell. {@code ALL} refers to both only weakly, and to neither once the future is done.
 *
 * <p>A future may call its listeners before it is done, and its {@code get} wait for the very
 * thread that calls them. Then a thread waits in its {@code get}, and tells what comes.
 */
final class SharedListener implements Runnable {
  private static final ConcurrentHashMap<Key, WeakReference<SharedListener>> ALL =
      new ConcurrentHashMap<>();
  private static final ReferenceQueue<Future<?>> COLLECTED = new ReferenceQueue<>();

  private final Future<?> future;
  private final WeakReference<SharedListener> reference = new WeakReference<>(this);

  /** Which are to be told, in the order in which they came; guarded by this. */
  private final Set<Entry<?>> watches = new LinkedHashSet<>();

  /** What all are told; null until it is known. Guarded by this. */
  private @Nullable Consumer<Entry<?>> news;

  private SharedListener(Future<?> future) {
    this.future = future;
  }

  /** Our listener of a future, which it has already or is given now. */
  static SharedListener of(Future<?> future, FutureKind kind) {
    for (Object key = COLLECTED.poll(); key != null; key = COLLECTED.poll()) {
      ALL.remove(key);
    }
    var fresh = new SharedListener(future);
    var reference =
        ALL.compute(
            new Key(future),
            (key, present) ->
                present == null || present.refersTo(null) ? fresh.reference : present);
    var listener = reference.get();
    if (listener == null) { // it was collected just now: its future called it, and let it go
      fresh.listen(kind);
      return fresh;
    }
    if (listener == fresh) {
      fresh.listen(kind);
    }
    return listener;
  }

  private void listen(FutureKind kind) {
    try {
      kind.addListener(future, this);
    } catch (Throwable refused) { // then a thread waits, for all watches
      try {
        startWaiting(future);
      } catch (Throwable noThread) {
        tellAll(entry -> entry.tellFailure(noThread)); // to those that came meanwhile
        throw noThread;
      }
    }
  }

  private <T extends @Nullable Object> void startWaiting(Future<T> future) {
    FutureWatch.startWaiting(
        new WaitingWatch<>(future, (value, failure) -> tellAll(Entry::tell), false));
  }

  <T extends @Nullable Object> FutureWatch watch(
      Future<T> future, BiConsumer<? super @Nullable T, ? super @Nullable Throwable> tell) {
    var entry = new Entry<T>(future, tell);
    Consumer<Entry<?>> known;
    synchronized (this) {
      known = news;
      if (known == null) {
        watches.add(entry);
      }
    }
    if (known != null) {
      known.accept(entry);
    }
    return entry;
  }

  /** The future is done, or about to be. */
  @Override
  public void run() {
    if (!DoneFutures.isDone(future)) {
      try {
        startWaiting(future);
        return;
      } catch (Throwable noThread) {
        // this one has to wait, then
      }
    }
    tellAll(Entry::tell);
  }

  /** Tells all; a watch that comes later finds the future done, or begins anew. */
  private void tellAll(Consumer<Entry<?>> news) {
    List<Entry<?>> told;
    synchronized (this) {
      this.news = news;
      told = List.copyOf(watches);
      watches.clear();
    }
    ALL.remove(new Key(future), reference);
    told.forEach(news);
  }

  private synchronized void remove(Entry<?> entry) {
    watches.remove(entry);
  }

  private final class Entry<T extends @Nullable Object> extends FutureWatch {
    private final Future<T> future;
    private volatile @Nullable BiConsumer<? super @Nullable T, ? super @Nullable Throwable> tell;

    Entry(Future<T> future, BiConsumer<? super @Nullable T, ? super @Nullable Throwable> tell) {
      this.future = future;
      this.tell = tell;
    }

    void tell() {
      var tell = this.tell;
      if (tell != null) {
        tellOutcome(future, tell);
      }
    }

    void tellFailure(Throwable failure) {
      var tell = this.tell;
      if (tell != null) {
        tell(tell, null, failure);
      }
    }

    @Override
    public void close() {
      tell = null;
      remove(this);
    }
  }

  /** A future as a key, by its identity, that does not keep it. */
  private static final class Key extends WeakReference<Future<?>> {
    private final int hash;

    Key(Future<?> future) {
      super(future, COLLECTED);
      hash = System.identityHashCode(future);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      if (this == other) {
        return true;
      }
      var mine = get();
      return mine != null && other instanceof Key key && key.refersTo(mine);
    }
  }
}
