package dev.tandem.threads;

import static java.util.Objects.requireNonNull;

import dev.tandem.threads.Buffer.Entry;
import dev.tandem.threads.Waiter.State;
import java.time.Duration;
import java.util.AbstractQueue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

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
 * and every item that leaves, by whichever door, is owed one {@link #taskDone}. That holds for
 * {@code take} and {@code poll}, and as well for {@code remove}, {@code drainTo}, an iterator's
 * {@code remove}, and {@code clear}: whoever clears a queue of five items owes five calls. {@link
 * #shutdownNow} alone settles the account of what it discards.
 *
 * <p><b>Waiting.</b> Threads that wait to put or to take are served strictly first come, first
 * served; a newcomer never overtakes them. A {@code put} that throws has put nothing, and a {@code
 * take} that throws has taken nothing: a thread that is interrupted, or whose time is up, just as
 * it is served returns normally, and stays interrupted. Every blocking method throws {@link
 * InterruptedException} if the thread is interrupted before or while it waits, and clears the
 * interruption.
 *
 * <p><b>Shutdown.</b> After {@link #shutdown}, whatever puts an item throws {@link
 * QueueShutDownException}; whatever takes one gives what is there, and throws the same once there
 * is none. Threads that wait at that moment are told at once. ({@link #peek} gives null on an empty
 * queue, shut down or not.)
 *
 * <p><b>Threads and memory.</b> Any thread, platform or virtual, may call any method. What a thread
 * did before putting an item happens before what follows taking it; what it did before {@code
 * taskDone} happens before what follows the {@code join} that it ends. Iterators and {@code
 * toArray} show the items as they stood at one moment, in the order in which they would leave.
 * Items are never null, nor are the other arguments: that is a {@link NullPointerException}.
 *
 * @param <E> what the items are
 */
public final class JoinableQueue<E> extends AbstractQueue<E> implements BlockingQueue<E> {
  /*
   * One lock guards everything; it is held for a few steps at a time and nobody waits under it but
   * joiners, on a condition of it. Between two critical sections
   *
   *   - if anybody waits to take, the buffer is empty;
   *   - if anybody waits to put, the buffer is full;
   *
   * so whoever finds room, or an item, has nobody before them. A put gives its item to the first
   * waiting taker straight away; a take lets the first waiting putter's item into the buffer in its
   * stead. Thus no waiter ever has to compete for what it was woken for, which is what makes the
   * queue fair, and what it was given cannot be lost: an interrupted or late waiter either leaves
   * its line under the lock, unserved, or finds itself served and returns normally.
   *
   * `zeros` counts how often the unfinished count has come down to zero. A joiner waits for it to
   * change, and so misses no zero, however briefly it lasted.
   */
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition reachedZero = lock.newCondition();
  private final Waiter.Line<E> putters = new Waiter.Line<>();
  private final Waiter.Line<E> takers = new Waiter.Line<>();
  private final Buffer<E> buffer;
  private final int capacity;
  private long unfinished;
  private long zeros;
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
    return new JoinableQueue<>(new Buffer.Line<>(false), capacity);
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
    return new JoinableQueue<>(new Buffer.Line<>(true), capacity);
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
   * was called for, and the queue is as it was; if it throws over an item whose {@code put} is
   * waiting, that {@code put} throws.
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
    return put(item, unit.toNanos(timeout));
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
      waiter = new Waiter<>(item);
      putters.add(waiter);
    } finally {
      lock.unlock();
    }
    return await(waiter, putters, nanos);
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
    return take(unit.toNanos(timeout));
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
      waiter = new Waiter<>(null);
      takers.add(waiter);
    } finally {
      lock.unlock();
    }
    return await(waiter, takers, nanos) ? waiter.item : null;
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
   * Waits in {@code line}, where the waiter stands already, until it is served.
   *
   * @return false if it left the line unserved, its time being up
   */
  private boolean await(Waiter<E> waiter, Waiter.Line<E> line, long nanos)
      throws InterruptedException {
    long deadline = System.nanoTime() + nanos;
    boolean forever = nanos == Long.MAX_VALUE;
    while (waiter.state == State.WAITING) {
      if (Thread.interrupted()) {
        if (leave(waiter, line)) {
          throw new InterruptedException();
        }
        Thread.currentThread().interrupt();
        break;
      }
      if (forever) {
        LockSupport.park(this);
      } else {
        long left = deadline - System.nanoTime();
        if (left > 0) {
          LockSupport.parkNanos(this, left);
        } else if (leave(waiter, line)) {
          return false;
        }
      }
    }
    if (waiter.state == State.REFUSED) {
      throw waiter.refusal == null ? new QueueShutDownException() : sneaky(waiter.refusal);
    }
    return true;
  }

  /** Has {@code failure} thrown as it is, though Java may want it declared. */
  @SuppressWarnings("unchecked")
  private static <X extends Throwable> RuntimeException sneaky(Throwable failure) throws X {
    throw (X) failure;
  }

  /** Takes the waiter out of its line; false if it was served or refused before. */
  private boolean leave(Waiter<E> waiter, Waiter.Line<E> line) {
    lock.lock();
    try {
      if (waiter.state != State.WAITING) {
        return false;
      }
      line.remove(waiter);
      return true;
    } finally {
      lock.unlock();
    }
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
    if (unfinished > 0) {
      unfinished = Math.max(0, unfinished - items);
      if (unfinished == 0) {
        zeros++;
        reachedZero.signalAll();
      }
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
    acquire();
    try {
      if (unfinished == 0) {
        return true;
      }
      long before = zeros;
      while (zeros == before) {
        if (nanos <= 0) {
          return false;
        }
        nanos = reachedZero.awaitNanos(nanos);
      }
      return true;
    } finally {
      lock.unlock();
    }
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
      var discarded = items(buffer.inOrder());
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

  private void refuseAll(Waiter.Line<E> line) {
    for (var waiter = line.poll(); waiter != null; waiter = line.poll()) {
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
   * @return the number; of a queue without a limit, {@link Integer#MAX_VALUE} less its size
   */
  @Override
  public int remainingCapacity() {
    return capacity - size();
  }

  /** Tells whether an item equals {@code o}, among those that are there now. */
  @Override
  public boolean contains(Object o) {
    return o != null && snapshot().contains(o);
  }

  /**
   * Takes out the first item that equals {@code o}. It is owed a {@link #taskDone}, as any that
   * leaves.
   */
  @Override
  public boolean remove(Object o) {
    for (var entry : entries()) { // equals is called outside the lock
      if (entry.item.equals(o) && remove(entry)) {
        return true;
      }
    }
    return false;
  }

  private boolean remove(Entry<E> entry) {
    acquire();
    try {
      boolean removed = buffer.remove(entry);
      if (removed) {
        admitPutters();
      }
      return removed;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes out all items, each of which is still owed a {@link #taskDone}. To know how many that is,
   * call {@link #drainTo(Collection)}; to be quit of them, {@link #shutdownNow}.
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
   * #taskDone}: as many as this returns.
   *
   * <p>Items go over one by one, outside the lock; one that somebody else takes meanwhile is not
   * among them. If {@code target} throws, the item that it refused is put back as the next to
   * leave, and the rest have not left.
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
    for (var entry : maxElements <= 0 ? List.<Entry<E>>of() : entries()) {
      if (remove(entry)) {
        add(entry, target);
        if (++drained == maxElements) {
          break;
        }
      }
    }
    return drained;
  }

  private void add(Entry<E> entry, Collection<? super E> target) {
    boolean added = false;
    try {
      target.add(entry.item);
      added = true;
    } finally {
      if (!added) {
        putBack(entry);
      }
    }
  }

  /** Puts an item back that nobody had; its place may be taken, and the queue overfull for once. */
  private void putBack(Entry<E> entry) {
    acquire();
    try {
      var taker = takers.poll();
      if (taker != null) {
        taker.serve(entry.item);
      } else {
        buffer.putBack(entry);
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Goes through the items as they stand now, in the order in which they would leave. Its {@code
   * remove} takes out the item at that place if it is still there, which is then owed a {@link
   * #taskDone}.
   */
  @Override
  public Iterator<E> iterator() {
    var places = entries().iterator();
    return new Iterator<>() {
      private Entry<E> last;

      @Override
      public boolean hasNext() {
        return places.hasNext();
      }

      @Override
      public E next() {
        last = places.next();
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

  /** Goes through the items as they stand now, in the order in which they would leave. */
  @Override
  public Spliterator<E> spliterator() {
    return snapshot().spliterator();
  }

  @Override
  public Object[] toArray() {
    return snapshot().toArray();
  }

  @Override
  public <T> T[] toArray(T[] array) {
    return snapshot().toArray(array);
  }

  private List<E> snapshot() {
    return items(entries());
  }

  private static <E> List<E> items(List<Entry<E>> entries) {
    return entries.stream()
        .map(entry -> entry.item)
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private List<Entry<E>> entries() {
    acquire();
    try {
      return buffer.inOrder();
    } finally {
      lock.unlock();
    }
  }
}
