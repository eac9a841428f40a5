package dev.tandem.threads.internal;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;

/**
 * Tells all who watch one future that takes no listener back: it is the only listener of ours that
 * the future ever has, whoever comes and goes.
 *
 * <p>The future refers to its announcer, as to any listener, and so keeps it for as long as it may
 * have something to announce. {@code ALL} refers to neither, but weakly.
 */
final class Announcer implements Runnable {
  private static final ConcurrentHashMap<Key, WeakReference<Announcer>> ALL =
      new ConcurrentHashMap<>();
  private static final ReferenceQueue<Future<?>> COLLECTED = new ReferenceQueue<>();

  /** Who is to be told, in the order in which they came; guarded by this. */
  private final Set<Entry<?>> watches = new LinkedHashSet<>();

  /** Guarded by this. */
  private boolean announced;

  /** The announcer of a future, whose listener it is, or becomes. */
  static Announcer of(Future<?> future, FutureKind kind) {
    for (Object key = COLLECTED.poll(); key != null; key = COLLECTED.poll()) {
      ALL.remove(key);
    }
    var fresh = new Announcer();
    var reference =
        ALL.compute(
            new Key(future),
            (key, present) ->
                present == null || present.refersTo(null) ? new WeakReference<>(fresh) : present);
    var announcer = reference.get();
    if (announcer == null) { // it was collected just now: its future called it, and let it go
      fresh.listenTo(future, kind);
      return fresh;
    }
    if (announcer == fresh) {
      fresh.listenTo(future, kind);
    }
    return announcer;
  }

  private void listenTo(Future<?> future, FutureKind kind) {
    try {
      kind.addListener(future, this);
    } catch (Throwable refused) { // a thread waits for all who watch, then
      startWaiting(future);
    }
  }

  private <T> void startWaiting(Future<T> future) {
    Watch.startWaiting(new FutureWait<>(future, (value, failure) -> run(), false));
  }

  <T> Watch watch(Future<T> future, BiConsumer<? super T, ? super Throwable> tell) {
    var entry = new Entry<T>(future, tell);
    synchronized (this) {
      if (!announced) {
        watches.add(entry);
        return entry;
      }
    }
    entry.tell();
    return entry;
  }

  /** The future is done. */
  @Override
  public void run() {
    List<Entry<?>> told;
    synchronized (this) {
      announced = true;
      told = List.copyOf(watches);
      watches.clear();
    }
    told.forEach(Entry::tell);
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
