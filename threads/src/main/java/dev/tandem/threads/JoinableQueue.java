package dev.tandem.threads;

import static java.util.Objects.requireNonNull;

import dev.tandem.threads.Buffer.Entry;
import java.time.Duration;
import java.util.AbstractQueue;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * A queue that knows when its items have been dealt with: {@code queue.Queue}, {@code LifoQueue}
 * and {@code PriorityQueue} of Python, as a {@link BlockingQueue}.
 *
 * <pre>{@code
 * JoinableQueue<String> urls = JoinableQueue.fifo();
 * Thread worker = new Thread(() -> {
 *   try {
 *     while (true) {
 *       String url = urls.take();
 *       try {
 *         crawl(url);
 *       } finally {
 *         urls.taskDone();
 *       }
 *     }
 *   } catch (QueueShutDownException | InterruptedException e) {
 *     // no more work
 *   }
 * });
 * worker.start();
 * urls.addAll(List.of("https://a.example/", "https://b.example/"));
 * urls.join(); // both have been crawled
 * urls.shutdown(); // the worker ends
 * }</pre>
 *
 * <p><b>Counting.</b> Every item that goes in is counted as {@linkplain #unfinished() unfinished},
 * and every item that leaves, by whichever method, is owed one {@link #taskDone}. {@link
 * #shutdownNow} alone settles the account of what it discards. {@code take}, {@code poll}, {@code
 * remove()}, {@link #remove(Object)} and {@code drainTo} tell their caller what has left. An
 * iterator's {@code remove}, {@link #removeIf}, {@link #removeAll}, {@link #retainAll} and {@link
 * #clear} do not tell how many items that were; where somebody joins and others take meanwhile, use
 * one of the former.
 *
 * <p><b>Waiting.</b> Threads that wait to put or to take are served strictly first come, first
 * served; a newcomer never overtakes them. A {@code put} that throws has put nothing, and a {@code
 * take} that throws has taken nothing: a thread that is interrupted, or whose time is up, just as
 * it is served returns normally, and stays interrupted. Every method that may wait throws {@link
 * InterruptedException} if the thread is interrupted before or while it waits, even if it need not
 * wait or the queue is shut down, and clears the interruption. While a worker of a {@code
 * ForkJoinPool} waits, its pool has another worker run its tasks, if it can have one.
 *
 * <p><b>Shutdown.</b> After {@link #shutdown}, whatever puts an item throws {@link
 * QueueShutDownException}; whatever takes one gives what is there, and throws the same once there
 * is none. Threads that wait at that moment are told at once. ({@link #peek} gives null on an empty
 * queue, shut down or not.) A client that expects {@code poll} and {@code take} of a {@code
 * BlockingQueue} not to throw does not understand that. Do not shut down the work queue of a {@code
 * ThreadPoolExecutor}: each of its workers dies of the exception and is replaced by one that dies
 * of it, without end. Shut the executor down instead. (Nor does it call {@code taskDone}, so {@code
 * join} on its queue waits for ever: wait with {@code awaitTermination}.)
 *
 * <p><b>Looking.</b> Iterators, spliterators and streams go over the items that are there at their
 * first step, in the order in which they would leave, each once; an item that leaves meanwhile may
 * be missing, and one that {@code drainTo} puts back meanwhile may be there. They never throw
 * {@link java.util.ConcurrentModificationException}, and like {@link #contains}, {@link
 * #remove(Object)} and {@code drainTo} they cost what is looked at, not what is there. {@code
 * toArray} shows one moment. An item's {@code equals}, a predicate and a target of {@code drainTo}
 * are called without any lock: they may use the queue, or wait for those who do.
 *
 * <p><b>Threads and memory.</b> Any thread, platform or virtual, may call any method. What a thread
 * did before putting an item happens before what follows taking it; what it did before {@code
 * taskDone} happens before what follows the {@code join} that it ends. Items are never null, nor
 * are the other arguments: that is a {@link NullPointerException}.
 *
 * @param <E> what the items are
 */
public final class JoinableQueue<E> extends AbstractQueue<E> implements BlockingQueue<E> {
  /** How often {@code contains} and {@code remove} look at what came while they looked. */
  private static final int MOST_ROUNDS = 16;

  /*
   * One lock guards everything; it is held for a few steps at a time and nobody waits under it.
   * Between two critical sections
   *
   *   - if anybody waits to take, the buffer is empty;
   *   - if anybody waits to put, the buffer is full;
   *   - if anybody waits to join, the unfinished count is above zero;
   *
   * so whoever finds room, or an item, has nobody before them. A put gives its item to the first
   * waiting taker straight away; a take lets the first waiting putter's item into the buffer in its
   * stead. Thus no waiter ever has to compete for what it was woken for, which is what makes the
   * queue fair, and what it was given cannot be lost: an interrupted or late waiter either leaves
   * its wait queue under the lock, unserved, or finds itself served and returns normally. A joiner
   * is released by the call that brings the count to zero, and so misses no zero, however briefly
   * it lasts.
   */
  private final ReentrantLock lock = new ReentrantLock();
  private final WaitQueue<E> putters = new WaitQueue<>(lock);
  private final WaitQueue<E> takers = new WaitQueue<>(lock);
  private final WaitQueue<E> joiners = new WaitQueue<>(lock);
  private final Buffer<E> buffer;
  private final int capacity;
  private long unfinished;
  private long putBack;
  private boolean shutDown;

  private JoinableQueue(Buffer<E> buffer, int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity must be at least 1, not " + capacity);
    }
    this.buffer = buffer;
    this.capacity = capacity;
  }

  /**
   * Creates a queue without a limit, whose items leave first in, first out.
   *
   * @param <E> what the items are
   * @return the queue, empty
   */
  public static <E> JoinableQueue<E> fifo() {
    return fifo(Integer.MAX_VALUE);
  }

  /**
   * Creates a queue whose items leave first in, first out.
   *
   * @param capacity how many items it holds at most
   * @param <E> what the items are
   * @return the queue, empty
   * @throws IllegalArgumentException if {@code capacity} is less than 1
   */
  public static <E> JoinableQueue<E> fifo(int capacity) {
    return new JoinableQueue<>(new LinkedBuffer<>(false), capacity);
  }

  /**
   * Creates a queue without a limit, whose items leave last in, first out.
   *
   * @param <E> what the items are
   * @return the queue, empty
   */
  public static <E> JoinableQueue<E> lifo() {
    return lifo(Integer.MAX_VALUE);
  }

  /**
   * Creates a queue whose items leave last in, first out.
   *
   * @param capacity how many items it holds at most
   * @param <E> what the items are
   * @return the queue, empty
   * @throws IllegalArgumentException if {@code capacity} is less than 1
   */
  public static <E> JoinableQueue<E> lifo(int capacity) {
    return new JoinableQueue<>(new LinkedBuffer<>(true), capacity);
  }

  /**
   * Creates a queue without a limit, whose least item leaves first.
   *
   * @param order compares items, as in {@link #priority(int, Comparator)}
   * @param <E> what the items are
   * @return the queue, empty
   * @throws NullPointerException if {@code order} is null
   */
  public static <E> JoinableQueue<E> priority(Comparator<? super E> order) {
    return priority(Integer.MAX_VALUE, order);
  }

  /**
   * Creates a queue whose least item leaves first, and whose equal items leave in the order in
   * which they came.
   *
   * <p>The comparator runs while the queue is locked. It must not use the queue, which is an {@link
   * IllegalStateException}, nor wait for a thread that does. If it throws, so does the operation it
   * was called for, be it a step of an iterator, and the queue is as it was; if it throws over an
   * item whose {@code put} is waiting, that {@code put} throws.
   *
   * @param capacity how many items it holds at most
   * @param order compares items
   * @param <E> what the items are
   * @return the queue, empty
   * @throws IllegalArgumentException if {@code capacity} is less than 1
   * @throws NullPointerException if {@code order} is null
   */
  public static <E> JoinableQueue<E> priority(int capacity, Comparator<? super E> order) {
    return new JoinableQueue<>(new PriorityBuffer<>(requireNonNull(order, "order")), capacity);
  }

  // ---- putting

  /**
   * Puts an item, waiting for room as long as it takes.
   *
   * @throws InterruptedException if the thread is interrupted; nothing was put
   * @throws QueueShutDownException if the queue is, or meanwhile was, shut down; nothing was put
   */
  @Override
  public void put(E item) throws InterruptedException {
    put(item, Long.MAX_VALUE);
  }

  /**
   * Puts an item, waiting for room no longer than {@code timeout}; zero or less does not wait.
   *
   * @return false if there was no room in time; nothing was put
   * @throws InterruptedException if the thread is interrupted; nothing was put
   * @throws QueueShutDownException if the queue is, or meanwhile was, shut down; nothing was put
   */
  @Override
  public boolean offer(E item, long timeout, TimeUnit unit) throws InterruptedException {
    return put(item, requireNonNull(unit, "unit").toNanos(timeout));
  }

  /**
   * Puts an item if there is room for it now.
   *
   * @return false if there was none; nothing was put
   * @throws QueueShutDownException if the queue is shut down; nothing was put
   */
  @Override
  public boolean offer(E item) {
    requireNonNull(item, "item");
    acquire();
    try {
      requireOpen();
      return putNow(item);
    } finally {
      lock.unlock();
    }
  }

  private boolean put(E item, long nanos) throws InterruptedException {
    requireNonNull(item, "item");
    requireNotInterrupted();
    Waiter<E> waiter;
    acquire();
    try {
      requireOpen();
      if (putNow(item)) {
        return true;
      }
      if (nanos <= 0) {
        return false;
      }
      waiter = new Waiter<>(item, nanos);
      putters.add(waiter);
    } finally {
      lock.unlock();
    }
    return await(waiter, putters);
  }

  /** Gives the item to the first who waits for one, or puts it into the buffer if it has room. */
  private boolean putNow(E item) {
    var taker = takers.poll();
    if (taker != null) {
      taker.serve(item);
    } else if (buffer.size() < capacity) {
      buffer.add(item);
    } else {
      return false;
    }
    unfinished++;
    return true;
  }

  // ---- taking

  /**
   * Takes the next item, waiting for one as long as it takes.
   *
   * @throws InterruptedException if the thread is interrupted; nothing was taken
   * @throws QueueShutDownException if the queue is, or meanwhile was, shut down and is empty
   */
  @Override
  public E take() throws InterruptedException {
    return take(Long.MAX_VALUE);
  }

  /**
   * Takes the next item, waiting for one no longer than {@code timeout}; zero or less does not
   * wait.
   *
   * @return the item, or null if there was none in time
   * @throws InterruptedException if the thread is interrupted; nothing was taken
   * @throws QueueShutDownException if the queue is, or meanwhile was, shut down and is empty
   */
  @Override
  public E poll(long timeout, TimeUnit unit) throws InterruptedException {
    return take(requireNonNull(unit, "unit").toNanos(timeout));
  }

  /**
   * Takes the next item if there is one now.
   *
   * @return the item, or null if there is none
   * @throws QueueShutDownException if the queue is shut down and empty
   */
  @Override
  public E poll() {
    acquire();
    try {
      return takeNow();
    } finally {
      lock.unlock();
    }
  }

  private E take(long nanos) throws InterruptedException {
    requireNotInterrupted();
    Waiter<E> waiter;
    acquire();
    try {
      var item = takeNow();
      if (item != null || nanos <= 0) {
        return item;
      }
      waiter = new Waiter<>(null, nanos);
      takers.add(waiter);
    } finally {
      lock.unlock();
    }
    return await(waiter, takers) ? waiter.item : null;
  }

  private E takeNow() {
    var item = buffer.poll();
    if (item == null) {
      requireOpen();
    } else {
      admitPutters();
    }
    return item;
  }

  /** Lets in as many waiting putters as there is room for, after something left the buffer. */
  private void admitPutters() {
    while (buffer.size() < capacity) {
      var putter = putters.poll();
      if (putter == null) {
        return;
      }
      try {
        buffer.add(putter.item);
        unfinished++;
        putter.serve(null);
      } catch (Throwable comparatorFailed) { // also one that Java would have had declared
        putter.refuse(comparatorFailed);
      }
    }
  }

  /**
   * The next item to leave, which stays.
   *
   * @return the item, or null if there is none
   */
  @Override
  public E peek() {
    acquire();
    try {
      return buffer.peek();
    } finally {
      lock.unlock();
    }
  }

  // ---- waiting

  /**
   * Waits in {@code queue}, where the waiter stands already, until it is served.
   *
   * @return false if it left unserved, its time being up
   */
  private boolean await(Waiter<E> waiter, WaitQueue<E> queue) throws InterruptedException {
    if (!queue.await(waiter)) {
      return false;
    }
    if (waiter.state == Waiter.State.REFUSED) {
      throw waiter.refusal == null ? new QueueShutDownException() : sneaky(waiter.refusal);
    }
    return true;
  }

  /** Has {@code failure} thrown as it is, though Java may want it declared. */
  @SuppressWarnings("unchecked")
  private static <X extends Throwable> RuntimeException sneaky(Throwable failure) throws X {
    throw (X) failure;
  }

  private static void requireNotInterrupted() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  private void requireOpen() {
    if (shutDown) {
      throw new QueueShutDownException();
    }
  }

  private void acquire() {
    lock.lock();
    if (lock.getHoldCount() > 1) {
      lock.unlock();
      throw new IllegalStateException("a comparator must not use its own queue");
    }
  }

  // ---- counting

  /**
   * Says that an item, taken earlier, has been dealt with: asyncio's {@code task_done}.
   *
   * @throws IllegalStateException if no item is unfinished; nothing has changed
   */
  public void taskDone() {
    acquire();
    try {
      if (unfinished == 0) {
        throw new IllegalStateException("taskDone() was called more often than items were put");
      }
      finish(1);
    } finally {
      lock.unlock();
    }
  }

  /** Lowers the count, though not below zero: who called taskDone too early is forgiven here. */
  private void finish(int items) {
    unfinished = Math.max(0, unfinished - items);
    if (unfinished == 0) {
      joiners.releaseAll();
    }
  }

  /**
   * How many items were put and have not been dealt with: those in the queue, and those that left
   * it and are still owed their {@link #taskDone}.
   *
   * @return the count
   */
  public long unfinished() {
    acquire();
    try {
      return unfinished;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until the unfinished count comes down to zero; returns at once if it is. A zero counts
   * even if it is followed by another {@code put} before this thread gets to run.
   *
   * @throws InterruptedException if the thread is interrupted before or while it waits
   */
  public void join() throws InterruptedException {
    join(Long.MAX_VALUE);
  }

  /**
   * Waits until the unfinished count comes down to zero, but no longer than {@code timeout}.
   *
   * @param timeout how long to wait at most; zero or less does not wait
   * @return false if the time was up first
   * @throws InterruptedException if the thread is interrupted before or while it waits
   * @throws NullPointerException if {@code timeout} is null
   */
  public boolean join(Duration timeout) throws InterruptedException {
    return join(Timeouts.nanos(timeout));
  }

  private boolean join(long nanos) throws InterruptedException {
    requireNotInterrupted();
    Waiter<E> waiter;
    acquire();
    try {
      if (unfinished == 0 || nanos <= 0) {
        return unfinished == 0;
      }
      waiter = new Waiter<>(null, nanos);
      joiners.add(waiter);
    } finally {
      lock.unlock();
    }
    return await(waiter, joiners);
  }

  // ---- shutting down

  /**
   * Shuts the queue down: from now on nothing goes in, and takers get what is there. Threads that
   * wait to put or to take throw {@link QueueShutDownException}; {@code join} goes on waiting for
   * what is unfinished. Does nothing if the queue is shut down already.
   */
  public void shutdown() {
    acquire();
    try {
      refuseAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Shuts the queue down and discards what is in it. Beyond what {@link #shutdown} does, nobody
   * owes a {@code taskDone} for what was discarded: {@code join} waits for the items in somebody's
   * hands only. On a queue that is shut down already, it discards what is left.
   *
   * @return the discarded items, in the order in which they would have left
   */
  public List<E> shutdownNow() {
    acquire();
    try {
      var discarded = buffer.inOrder();
      buffer.clear();
      refuseAll();
      finish(discarded.size());
      return discarded;
    } finally {
      lock.unlock();
    }
  }

  private void refuseAll() {
    shutDown = true;
    refuseAll(putters);
    refuseAll(takers);
  }

  private void refuseAll(WaitQueue<E> queue) {
    for (var waiter = queue.poll(); waiter != null; waiter = queue.poll()) {
      waiter.refuse(null);
    }
  }

  /**
   * Tells whether the queue was shut down.
   *
   * @return true after {@link #shutdown} or {@link #shutdownNow}
   */
  public boolean isShutdown() {
    acquire();
    try {
      return shutDown;
    } finally {
      lock.unlock();
    }
  }

  // ---- the rest of a collection

  @Override
  public int size() {
    acquire();
    try {
      return buffer.size();
    } finally {
      lock.unlock();
    }
  }

  /**
   * How many more items there is room for now.
   *
   * @return the number, at least 0; of a queue without a limit, {@link Integer#MAX_VALUE} less its
   *     size
   */
  @Override
  public int remainingCapacity() {
    return Math.max(0, capacity - size()); // one that was put back may have made it overfull
  }

  /**
   * Tells whether {@code o} equals an item: {@code o.equals(item)}, from the next to leave on.
   *
   * @throws RuntimeException whatever {@code equals} throws
   */
  @Override
  public boolean contains(Object o) {
    return o != null && find(o, place -> true);
  }

  /**
   * Takes out the first item that {@code o} equals: {@code o.equals(item)}, from the next to leave
   * on. If this returns true, that item is owed a {@link #taskDone}.
   *
   * @return true if it took one out
   * @throws RuntimeException whatever {@code equals} throws; nothing was taken out
   */
  @Override
  public boolean remove(Object o) {
    return o != null && find(o, this::remove);
  }

  /**
   * Looks for a place whose item {@code o} equals and which {@code accepted} takes.
   *
   * <p>What has come meanwhile is looked at too, so that at the end there is a moment at which none
   * was there; but if more comes faster than it can be looked at, not for ever.
   */
  private boolean find(Object o, Predicate<Entry<E>> accepted) {
    var walk = walk();
    int rounds = 0;
    do {
      while (walk.hasNext()) {
        var place = walk.next();
        if (o.equals(place.item) && accepted.test(place)) {
          return true;
        }
      }
    } while (++rounds < MOST_ROUNDS && walk.goOn());
    return false;
  }

  private Walk<E> walk() {
    return new Walk<>(this::fetch);
  }

  private void fetch(Walk<E> walk) {
    acquire();
    try {
      walk.fetch(buffer, putBack);
    } finally {
      lock.unlock();
    }
  }

  private boolean remove(Entry<E> place) {
    acquire();
    try {
      boolean removed = buffer.remove(place);
      if (removed) {
        admitPutters();
      }
      return removed;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes out each item that {@code filter} matches, of those that an iterator would give. Each
   * that leaves is owed a {@link #taskDone}; this does not tell how many those are, nor, where
   * others take meanwhile, which.
   *
   * @return true if it took any out
   * @throws NullPointerException if {@code filter} is null
   * @throws RuntimeException whatever {@code filter} throws; what it matched before is out
   */
  @Override
  public boolean removeIf(Predicate<? super E> filter) {
    requireNonNull(filter, "filter");
    boolean removed = false;
    for (var walk = walk(); walk.hasNext(); ) {
      var place = walk.next();
      removed |= filter.test(place.item) && remove(place);
    }
    return removed;
  }

  /**
   * Takes out each item that {@code items} contains, as {@link #removeIf} does: each that leaves is
   * owed a {@link #taskDone}, and this does not tell how many those are.
   *
   * @return true if it took any out
   * @throws NullPointerException if {@code items} is null
   */
  @Override
  public boolean removeAll(Collection<?> items) {
    return removeIf(requireNonNull(items, "items")::contains);
  }

  /**
   * Takes out each item that {@code items} does not contain, as {@link #removeIf} does: each that
   * leaves is owed a {@link #taskDone}, and this does not tell how many those are.
   *
   * @return true if it took any out
   * @throws NullPointerException if {@code items} is null
   */
  @Override
  public boolean retainAll(Collection<?> items) {
    requireNonNull(items, "items");
    return removeIf(item -> !items.contains(item));
  }

  /**
   * Takes out all items. Each is owed a {@link #taskDone}, and this does not tell how many those
   * are: {@link #drainTo(Collection)} does, and {@link #shutdownNow} settles their account.
   */
  @Override
  public void clear() {
    acquire();
    try {
      buffer.clear();
      admitPutters();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes the items that are there now, and adds them to {@code target}. Each is owed a {@link
   * #taskDone}: as many as this returns, or, if it throws, as many as {@code target} was given.
   *
   * <p>Items go over one by one; one that somebody else takes meanwhile is not among them. If
   * {@code target} throws, the item that it refused is put back at its place, or, if the comparator
   * throws as well, as the next to leave; the rest have not left. Its room may have gone to another
   * {@code put} meanwhile: the queue then holds more than its capacity until the next one leaves.
   *
   * @return how many went over; zero too if the queue is shut down and empty
   * @throws IllegalArgumentException if {@code target} is this queue
   * @throws NullPointerException if {@code target} is null
   * @throws RuntimeException whatever {@code target} throws
   */
  @Override
  public int drainTo(Collection<? super E> target) {
    return drainTo(target, Integer.MAX_VALUE);
  }

  /**
   * Does as {@link #drainTo(Collection)}, for no more than {@code maxElements} items; none if that
   * is zero or less.
   *
   * @return how many went over
   * @throws IllegalArgumentException if {@code target} is this queue
   * @throws NullPointerException if {@code target} is null
   * @throws RuntimeException whatever {@code target} throws
   */
  @Override
  public int drainTo(Collection<? super E> target, int maxElements) {
    requireNonNull(target, "target");
    if (target == this) {
      throw new IllegalArgumentException("a queue cannot be drained to itself");
    }
    int drained = 0;
    var walk = walk();
    while (drained < maxElements && walk.hasNext()) {
      var place = walk.next();
      if (remove(place)) {
        add(place, target);
        drained++;
      }
    }
    return drained;
  }

  private void add(Entry<E> place, Collection<? super E> target) {
    boolean added = false;
    try {
      target.add(place.item);
      added = true;
    } finally {
      if (!added) {
        putBack(place);
      }
    }
  }

  /** Puts an item back that nobody had. */
  private void putBack(Entry<E> place) {
    acquire();
    try {
      var taker = takers.poll();
      if (taker != null) {
        taker.serve(place.item);
      } else {
        buffer.putBack(place);
        putBack++;
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Goes over the items that are there at its first step, in the order in which they would leave;
   * one that leaves meanwhile may be missing. Its {@code remove} takes out the item at that place
   * if it is still there, which is then owed a {@link #taskDone}. It does not tell whether it was:
   * where others take meanwhile, use {@link #remove(Object)}.
   */
  @Override
  public Iterator<E> iterator() {
    var walk = walk();
    return new Iterator<>() {
      private Entry<E> last;

      @Override
      public boolean hasNext() {
        return walk.hasNext();
      }

      @Override
      public E next() {
        last = walk.next();
        return last.item;
      }

      @Override
      public void remove() {
        if (last == null) {
          throw new IllegalStateException("next() has not been called since the last remove()");
        }
        JoinableQueue.this.remove(last);
        last = null;
      }
    };
  }

  /**
   * Goes over the items as an {@linkplain #iterator iterator} does: {@link Spliterator#CONCURRENT},
   * {@link Spliterator#ORDERED} and {@link Spliterator#NONNULL}, bound at its first step.
   */
  @Override
  public Spliterator<E> spliterator() {
    return new WalkSpliterator<>(walk());
  }

  /** The items as they stand at one moment, in the order in which they would leave. */
  @Override
  public Object[] toArray() {
    return snapshot().toArray();
  }

  /** The items as they stand at one moment, in the order in which they would leave. */
  @Override
  public <T> T[] toArray(T[] array) {
    return snapshot().toArray(array);
  }

  private List<E> snapshot() {
    acquire();
    try {
      return buffer.inOrder();
    } finally {
      lock.unlock();
    }
  }
}
