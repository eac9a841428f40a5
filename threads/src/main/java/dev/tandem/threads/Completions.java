package dev.tandem.threads;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.tandem.threads.internal.DoneFutures;
import dev.tandem.threads.internal.FutureWatch;
import dev.tandem.threads.internal.Names;
import dev.tandem.threads.internal.RecordedWait;
import dev.tandem.threads.internal.Timeouts;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ForkJoinPool.ManagedBlocker;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Futures in the order in which they are done: what {@link Futures#asCompleted} gives.
 *
 * <pre>{@code
 * try (Completions<String> completed = Futures.asCompleted(futures)) {
 *   while (completed.hasNext()) {
 *     System.out.println(completed.next().get()); // does not wait any more
 *   }
 * }
 * }</pre>
 *
 * <p>For use by one thread. What a future's task did happens before what follows the {@code next}
 * that gives the future.
 *
 * @param <T> what the futures give
 */
public final class Completions<T extends @Nullable Object> implements AutoCloseable {
  /*
   * Each future that is done goes to `done`, once. One that calls back is watched from the start.
   * Any other takes a thread to watch, so where threads matter more than the order, it is only
   * looked at in the beginning, and watched once the caller has to wait: a mere look starts no
   * thread. Such a future may be found done twice, by a look and by its watch; its entry knows
   * whether it was told.
   */
  private final LinkedBlockingQueue<Entry<T>> done = new LinkedBlockingQueue<>();

  /** Those that are watched and were not given: what was given is the caller's alone. */
  private final Set<Entry<T>> watched = new HashSet<>();

  /** Those that do not call back, and were not found done or given. */
  private final Set<Entry<T>> silent = new LinkedHashSet<>();

  private final String kind;
  private boolean silentAreWatched;
  private volatile boolean closed;
  private int left;

  /** Watches from the start, so as to know the order in which the futures are done. */
  static <T extends @Nullable Object> Completions<T> inOrder(
      List<? extends Future<? extends T>> futures) {
    var completions = new Completions<T>(futures, "asCompleted");
    try {
      completions.watchSilent();
    } catch (Throwable failure) { // the caller gets nothing that it could close
      completions.close();
      throw failure;
    }
    return completions;
  }

  /**
   * Watches each of {@code futures} once, even if it is given twice.
   *
   * @param kind what its waits are called in a recording
   */
  Completions(List<? extends Future<? extends T>> futures, String kind) {
    this.kind = kind;
    Set<Future<? extends T>> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    try {
      for (Future<? extends T> future : futures) {
        if (seen.add(future)) {
          add(new Entry<>(future));
        }
      }
    } catch (Throwable failure) { // the caller gets nothing that it could close
      close();
      throw failure;
    }
    left = seen.size();
  }

  private void add(Entry<T> entry) {
    if (DoneFutures.isDone(entry.future)) {
      tell(entry);
    } else if (FutureWatch.needsNoThread(entry.future)) {
      watch(entry);
    } else {
      silent.add(entry);
    }
  }

  private void watch(Entry<T> entry) {
    entry.watch =
        FutureWatch.over(
            entry.future,
            (value, failure) -> {
              if (!DoneFutures.isDone(entry.future)) {
                entry.outcome =
                    new Outcome<>(value, failure, failure instanceof CancellationException);
              }
              tell(entry);
            });
    watched.add(entry);
  }

  private void tell(Entry<T> entry) {
    if (!closed && entry.told.compareAndSet(false, true)) {
      done.add(entry);
    }
  }

  /**
   * Tells whether there are futures that {@link #next} has not given.
   *
   * @return true if so, done or not; it does not wait
   */
  public boolean hasNext() {
    return left > 0;
  }

  /**
   * Waits until another future is done. Futures done before the call to {@link Futures#asCompleted}
   * come first, in the order in which they were given.
   *
   * @return the future, done
   * @throws InterruptedException if the thread is interrupted before or while it waits; nothing is
   *     skipped
   * @throws NoSuchElementException if all were given, or this is closed
   */
  public Future<T> next() throws InterruptedException {
    return given(nextEntry(Long.MAX_VALUE));
  }

  /**
   * Does as {@link #next()}, but waits no longer than {@code timeout}.
   *
   * @param timeout how long to wait at most; zero or less looks once
   * @return the future, done
   * @throws TimeoutException if no further future was done in time; nothing is skipped
   * @throws InterruptedException if the thread is interrupted before or while it waits; nothing is
   *     skipped
   * @throws NoSuchElementException if all were given, or this is closed
   * @throws NullPointerException if {@code timeout} is null
   */
  public Future<T> next(Duration timeout) throws InterruptedException, TimeoutException {
    var entry = nextEntry(Timeouts.nanos(timeout));
    if (entry == null) {
      throw new TimeoutException(left + " futures were not done within " + timeout);
    }
    return given(entry);
  }

  /** Tells how many futures {@link #next} has not given. */
  @Override
  public String toString() {
    return closed ? "Completions[closed]" : "Completions[left = " + left + "]";
  }

  @SuppressWarnings("unchecked") // a Future only gives values
  private Future<T> given(Entry<T> entry) {
    return (Future<T>) entry.future;
  }

  /** The next that is done, or null if the time was up first. */
  @Nullable Entry<T> nextEntry(long nanos) throws InterruptedException {
    if (left == 0) {
      throw new NoSuchElementException("every future was given");
    }
    Interruptions.throwIfInterrupted();
    var entry = done.poll();
    if (entry == null && (nanos <= 0 || !silentAreWatched)) {
      look();
      entry = done.poll();
    }
    if (entry == null && nanos > 0) {
      entry = waitFor(nanos);
    }
    if (entry != null) {
      left--;
      silent.remove(entry);
      if (watched.remove(entry)) {
        entry.watch.close();
      }
    }
    return entry;
  }

  /** Tells of those that do not call back and are done. */
  private void look() {
    silent.removeIf(
        entry -> {
          if (DoneFutures.isDone(entry.future)) {
            tell(entry);
          }
          return entry.told.get();
        });
  }

  private @Nullable Entry<T> waitFor(long nanos) throws InterruptedException {
    if (!silentAreWatched) {
      watchSilent();
    }
    return RecordedWait.isOn()
        ? RecordedWait.of(Names.of(this), kind, () -> block(nanos))
        : block(nanos);
  }

  private @Nullable Entry<T> block(long nanos) throws InterruptedException {
    var taking = new Taking(nanos);
    FutureWaits.block(taking);
    return taking.entry;
  }

  private void watchSilent() {
    for (var entry : silent) {
      if (entry.watch == null) {
        watch(entry);
      }
    }
    silentAreWatched = true;
  }

  /** Stops watching. The futures themselves go on; no thread and no callback stays behind. */
  @Override
  public void close() {
    left = 0;
    closed = true;
    watched.forEach(entry -> entry.watch.close());
    watched.clear();
    silent.clear();
    done.clear();
  }

  /** Waits for the next. */
  private final class Taking implements ManagedBlocker {
    private final long nanos;
    private @Nullable Entry<T> entry;

    Taking(long nanos) {
      this.nanos = nanos;
    }

    @Override
    public boolean block() throws InterruptedException {
      entry = done.poll(nanos, NANOSECONDS);
      return true;
    }

    @Override
    public boolean isReleasable() {
      if (entry == null) {
        entry = done.poll();
      }
      return entry != null;
    }
  }

  /** A future, and whether it was told of. */
  static final class Entry<T extends @Nullable Object> {
    final Future<? extends T> future;
    private final AtomicBoolean told = new AtomicBoolean();

    /** Null if it is not watched; for the thread that waits. */
    private @Nullable FutureWatch watch;

    /** How {@code get} ended, if the future says that it is not done. */
    private volatile @Nullable Outcome<T> outcome;

    private Entry(Future<? extends T> future) {
      this.future = future;
    }

    /** Of one that was given. */
    Outcome<T> outcome() {
      var own = outcome;
      return own == null ? Outcome.ofDone(future) : own;
    }
  }
}
