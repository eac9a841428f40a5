package dev.tandem.threads;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

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
 * #clear} do not tell how many items that were; where one thread joins and others take meanwhile,
 * use one of the former.
 *
 * <p><b>Waiting.</b> Waiters are served first come, first served: a newcomer that waits never
 * overtakes one that waits already. A {@code put} that throws has put nothing, and a {@code take}
 * that throws has taken nothing: a thread that is interrupted, or whose time is up, just as it is
 * served returns normally, and stays interrupted. Every method that may wait throws {@link
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
 * <p><b>Looking.</b> Iterators, spliterators and streams go over items in the order in which they
 * would leave, each once, and never throw {@link java.util.ConcurrentModificationException}. {@code
 * toArray} shows one moment; {@code toString} tells counts, and calls no item's. An item's {@code
 * equals}, a predicate and a target of {@code drainTo} are called without any lock: they may use
 * the queue, or wait for a thread that does.
 *
 * <p><b>Threads and memory.</b> Any thread, platform or virtual, may call any method. What came
 * before putting an item happens before what follows taking it; what came before {@code taskDone}
 * happens before what follows the {@code join} that it ends. Items are never null, nor are the
 * other arguments: that is a {@link NullPointerException}.
 *
 * <p><b>Engines.</b> The queues that the functions here create give an item to the thread that
 * waits for it in the moment in which it comes, and let a waiting putter's item in, in its turn, in
 * the moment in which there is room. A queue that threads share with coroutines wakes a waiter,
 * which then looks for itself. So these points are left open, and a program that is to run with
 * either engine depends on none of them:
 *
 * <ul>
 *   <li>While an item is on its way to a waiter that was woken, {@link #size} and what looks at the
 *       items may or may not show it.
 *   <li>{@link #poll()} and {@link #offer(Object)} do not wait. They may or may not be quicker than
 *       a waiter that was woken but has not run, which then waits on at its place.
 *   <li>Two takers that were woken one after the other may get their two items the other way round,
 *       and the items of two putters may come to stand the other way round.
 *   <li>An iterator may show one moment, or the items of its first step less those that have left
 *       meanwhile, and with one that {@code drainTo} has put back meanwhile. Of an object that is
 *       in the queue several times, its {@code remove} may take out another place than the one it
 *       is at.
 *   <li>While the target of {@code drainTo} has an item in hand, that item's room may be kept, or
 *       go to another {@code put}. If the target then throws, the item comes back as the next to
 *       leave or, in a queue that holds one more than its capacity if need be, at its old place.
 * </ul>
 *
 * @param <E> what the items are
 */
public interface JoinableQueue<E> extends BlockingQueue<E> {
  /**
   * Creates a queue without a limit, whose items leave first in, first out.
   *
   * @param <E> what the items are
   * @return the queue, empty
   */
  static <E> JoinableQueue<E> fifo() {
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
  static <E> JoinableQueue<E> fifo(int capacity) {
    return new HandOverQueue<>(new LinkedBuffer<>(false), capacity);
  }

  /**
   * Creates a queue without a limit, whose items leave last in, first out.
   *
   * @param <E> what the items are
   * @return the queue, empty
   */
  static <E> JoinableQueue<E> lifo() {
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
  static <E> JoinableQueue<E> lifo(int capacity) {
    return new HandOverQueue<>(new LinkedBuffer<>(true), capacity);
  }

  /**
   * Creates a queue without a limit, whose least item in natural order leaves first.
   *
   * @param <E> what the items are; see {@link #priority(int, Comparator)} for what holds of their
   *     {@code compareTo}
   * @return the queue, empty
   */
  static <E extends Comparable<? super E>> JoinableQueue<E> priority() {
    return priority(Comparator.naturalOrder());
  }

  /**
   * Creates a queue whose least item in natural order leaves first.
   *
   * @param capacity how many items it holds at most
   * @param <E> what the items are; see {@link #priority(int, Comparator)} for what holds of their
   *     {@code compareTo}
   * @return the queue, empty
   * @throws IllegalArgumentException if {@code capacity} is less than 1
   */
  static <E extends Comparable<? super E>> JoinableQueue<E> priority(int capacity) {
    return priority(capacity, Comparator.naturalOrder());
  }

  /**
   * Creates a queue without a limit, whose least item leaves first.
   *
   * @param order compares items, as in {@link #priority(int, Comparator)}
   * @param <E> what the items are
   * @return the queue, empty
   * @throws NullPointerException if {@code order} is null
   */
  static <E> JoinableQueue<E> priority(Comparator<? super E> order) {
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
  static <E> JoinableQueue<E> priority(int capacity, Comparator<? super E> order) {
    return new HandOverQueue<>(new PriorityBuffer<>(requireNonNull(order, "order")), capacity);
  }

  /**
   * Puts an item, waiting for room as long as it takes.
   *
   * @throws InterruptedException if the thread is interrupted before or while it waits; nothing was
   *     put
   * @throws QueueShutDownException if the queue is, or meanwhile was, shut down; nothing was put
   */
  @Override
  void put(E item) throws InterruptedException;

  /**
   * Puts an item, waiting for room no longer than {@code timeout}; zero or less does not wait.
   *
   * @return false if there was no room in time; nothing was put
   * @throws InterruptedException if the thread is interrupted before or while it waits; nothing was
   *     put
   * @throws QueueShutDownException if the queue is, or meanwhile was, shut down; nothing was put
   */
  @Override
  boolean offer(E item, long timeout, TimeUnit unit) throws InterruptedException;

  /**
   * Puts an item if there is room for it now.
   *
   * @return false if there was none; nothing was put
   * @throws QueueShutDownException if the queue is shut down; nothing was put
   */
  @Override
  boolean offer(E item);

  /**
   * Takes the next item, waiting for one as long as it takes.
   *
   * @throws InterruptedException if the thread is interrupted before or while it waits; nothing was
   *     taken
   * @throws QueueShutDownException if the queue is, or meanwhile was, shut down and is empty
   */
  @Override
  E take() throws InterruptedException;

  /**
   * Takes the next item, waiting no longer than {@code timeout}; zero or less does not wait.
   *
   * @return the item, or null if there was none in time; nothing was taken
   * @throws InterruptedException if the thread is interrupted before or while it waits; nothing was
   *     taken
   * @throws QueueShutDownException if the queue is, or meanwhile was, shut down and is empty
   */
  @Override
  @Nullable E poll(long timeout, TimeUnit unit) throws InterruptedException;

  /**
   * Takes the next item if there is one now.
   *
   * @return null if there is none
   * @throws QueueShutDownException if the queue is shut down and empty
   */
  @Override
  @Nullable E poll();

  /** The next item to leave, which stays; null if there is none. */
  @Override
  @Nullable E peek();

  /**
   * Says that an item, taken earlier, has been dealt with: asyncio's {@code task_done}.
   *
   * @throws IllegalStateException if no item is unfinished; nothing has changed
   */
  void taskDone();

  /**
   * How many items were put and have not been dealt with: those in the queue, and those that left
   * it and are still owed their {@link #taskDone}.
   *
   * @return the count
   */
  long unfinished();

  /**
   * Waits until the unfinished count comes down to zero; returns at once if it is. A zero counts
   * even if it is followed by another {@code put} before this thread gets to run.
   *
   * @throws InterruptedException if the thread is interrupted before or while it waits; nothing has
   *     changed
   */
  void join() throws InterruptedException;

  /**
   * Waits until the unfinished count comes down to zero, but no longer than {@code timeout}.
   *
   * @param timeout how long to wait at most; zero or less does not wait
   * @return false if the time was up first
   * @throws InterruptedException if the thread is interrupted before or while it waits; nothing has
   *     changed
   */
  boolean join(Duration timeout) throws InterruptedException;

  /**
   * Shuts the queue down: from now on nothing goes in, and takers get what is there. Threads that
   * wait to put or to take throw {@link QueueShutDownException}; {@code join} goes on waiting for
   * what is unfinished. Does nothing if the queue is shut down already.
   */
  void shutdown();

  /**
   * Shuts the queue down and discards what is in it. Beyond what {@link #shutdown} does, no {@code
   * taskDone} is owed for what was discarded: {@code join} waits only for the items that were
   * taken. On a queue that is shut down already, it discards what is left.
   *
   * @return the discarded items, in the order in which they would have left
   */
  List<E> shutdownNow();

  /**
   * Tells whether the queue was shut down.
   *
   * @return true after {@link #shutdown} or {@link #shutdownNow}
   */
  boolean isShutdown();

  /**
   * How many more items there is room for now, at least 0; of a queue without a limit, {@link
   * Integer#MAX_VALUE} less its size.
   */
  @Override
  int remainingCapacity();

  /** Tells whether {@code o} equals an item: {@code o.equals(item)}, from the next to leave on. */
  @Override
  boolean contains(@Nullable Object o);

  /**
   * Takes out the first item that {@code o} equals: {@code o.equals(item)}, from the next to leave
   * on. If this returns true, that item is owed a {@link #taskDone}.
   *
   * @return true if it took one out
   * @throws RuntimeException whatever {@code equals} throws; nothing was taken out
   */
  @Override
  boolean remove(@Nullable Object o);

  /**
   * Takes out each item that {@code filter} matches, of those that an iterator would give. Each
   * that leaves is owed a {@link #taskDone}; this does not tell how many those are, nor, where
   * others take meanwhile, which. {@link #removeAll} and {@link #retainAll} do the same with what a
   * collection contains, or does not.
   *
   * @return true if it took any out
   * @throws RuntimeException whatever {@code filter} throws; what it matched before may be out
   */
  @Override
  boolean removeIf(Predicate<? super E> filter);

  /**
   * Takes out all items. Each is owed a {@link #taskDone}, and this does not tell how many those
   * are: {@link #drainTo(Collection)} does, and {@link #shutdownNow} settles their account.
   */
  @Override
  void clear();

  /**
   * Takes the items that are there now, and adds them to {@code target}. Each is owed a {@link
   * #taskDone}: as many as this returns, or, if it throws, as many as {@code target} was given.
   * Items go over one by one; one that another thread takes meanwhile is not among them. If {@code
   * target} throws, the item that it refused goes back into the queue, and the rest have not left.
   *
   * @return how many went over; zero too if the queue is shut down and empty
   * @throws IllegalArgumentException if {@code target} is this queue
   * @throws RuntimeException whatever {@code target} throws
   */
  @Override
  int drainTo(Collection<? super E> target);

  /**
   * Does as {@link #drainTo(Collection)}, and throws what that throws, but moves no more than
   * {@code maxElements} items; none if that is zero or less.
   *
   * @return how many went over
   */
  @Override
  int drainTo(Collection<? super E> target, int maxElements);

  /**
   * Goes over the items in the order in which they would leave. Its {@code remove} takes the item
   * out if it is still there, which is then owed a {@link #taskDone}. It does not tell whether it
   * was: where others take meanwhile, use {@link #remove(Object)}.
   */
  @Override
  Iterator<E> iterator();

  /**
   * Goes over the items as an iterator does, bound at its first step: {@link
   * Spliterator#CONCURRENT}, {@link Spliterator#ORDERED} and {@link Spliterator#NONNULL}.
   */
  @Override
  Spliterator<E> spliterator();
}
