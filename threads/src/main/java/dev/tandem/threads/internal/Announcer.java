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

/**
 * Tells all who watch one future that takes no listener back: it is the only listener of ours that
 * the future has, whoever comes and goes.
 *
 * <p>The future refers to its announcer, as to any listener, and so keeps it for as long as it may
 * have something to announce. {@code ALL} refers to neither, but weakly, and to neither at all once
 * the future is done.
 *
 * <p>A future may call its listeners before it is done, and its {@code get} wait for the very
 * thread that calls them. Then a thread waits in its {@code get}, and announces what comes.
 */
final class Announcer implements Runnable {
  private static final ConcurrentHashMap<Key, WeakReference<Announcer>> ALL =
      new ConcurrentHashMap<>();
  private static final ReferenceQueue<Future<?>> COLLECTED = new ReferenceQueue<>();

  private final Future<?> future;
  private final WeakReference<Announcer> reference = new WeakReference<>(this);

  /** Who is to be told, in the order in which they came; guarded by this. */
  private final Set<Entry<?>> watches = new LinkedHashSet<>();

  /** What all are told; null until it is known. Guarded by this. */
  private Consumer<Entry<?>> announcement;

  private Announcer(Future<?> future) {
    this.future = future;
  }

  /** The announcer of a future, whose listener it is, or becomes. */
  static Announcer of(Future<?> future, FutureKind kind) {
    for (Object key = COLLECTED.poll(); key != null; key = COLLECTED.poll()) {
      ALL.remove(key);
    }
    var fresh = new Announcer(future);
    var reference =
        ALL.compute(
            new Key(future),
            (key, present) ->
                present == null || present.refersTo(null) ? fresh.reference : present);
    var announcer = reference.get();
    if (announcer == null) { // it was collected just now: its future called it, and let it go
      fresh.listen(kind);
      return fresh;
    }
    if (announcer == fresh) {
      fresh.listen(kind);
    }
    return announcer;
  }

  private void listen(FutureKind kind) {
    try {
      kind.addListener(future, this);
    } catch (Throwable refused) { // a thread waits for all who watch, then
      try {
        startWaiting(future);
      } catch (Throwable noThread) {
        announce(entry -> entry.tellFailure(noThread)); // to who came meanwhile
        throw noThread;
      }
    }
  }

  private <T> void startWaiting(Future<T> future) {
    Watch.startWaiting(new FutureWait<>(future, (value, failure) -> announce(Entry::tell), false));
  }

  <T> Watch watch(Future<T> future, BiConsumer<? super T, ? super Throwable> tell) {
    var entry = new Entry<T>(future, tell);
    Consumer<Entry<?>> known;
    synchronized (this) {
      known = announcement;
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
    announce(Entry::tell);
  }

  /** Tells all; who comes later finds the future done, or begins anew. */
  private void announce(Consumer<Entry<?>> news) {
    List<Entry<?>> told;
    synchronized (this) {
      announcement = news;
      told = List.copyOf(watches);
      watches.clear();
    }
    ALL.remove(new Key(future), reference);
    told.forEach(news);
  }

  private synchronized void remove(Entry<?> entry) {
    watches.remove(entry);
  }

  private final class Entry<T> extends Watch {
    private final Future<T> future;
    private volatile BiConsumer<? super T, ? super Throwable> tell;

    Entry(Future<T> future, BiConsumer<? super T, ? super Throwable> tell) {
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
    public boolean equals(Object other) {
      if (this == other) {
        return true;
      }
      var mine = get();
      return mine != null && other instanceof Key key && key.refersTo(mine);
    }
  }
}
