package dev.tandem.threads.samples.eventloop;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * One thread that runs callbacks, one after another: those that are ready, those whose time has
 * come, and those whose channel can be read or written. asyncio's event loop in a hundred lines.
 *
 * <pre>{@code
 * try (var loop = EventLoop.open()) {
 *   loop.callLater(Duration.ofSeconds(1), loop::stop);
 *   loop.callSoon(() -> System.out.println("hello"));
 *   loop.run(); // hello, and a second later the end
 * }
 * }</pre>
 *
 * <p>All methods but {@link #callSoonThreadSafe} are for the thread that runs the loop. A callback
 * that blocks holds up all others. One that throws an exception is reported to the {@linkplain
 * #onFailure failure handler}, and the loop goes on; an {@link Error} ends it.
 */
public final class EventLoop implements AutoCloseable {
  /*
   * A turn of the loop:
   *
   *   1. the selector waits: not at all if a callback is ready, else until the first timer is due,
   *      a watched channel is ready, or another thread wakes it up
   *   2. callbacks of ready channels, from other threads, and of due timers join the ready queue
   *   3. those in the queue by then run; what they add has to wait for the next turn, so that
   *      a callback which always adds another cannot keep the channels waiting
   */

  /** What the loop runs. */
  @FunctionalInterface
  public interface Callback {
    /**
     * Does a little, without blocking.
     *
     * @throws Exception reported to the loop's failure handler
     */
    void run() throws Exception;
  }

  /** A call in the future. */
  public static final class Timer implements Comparable<Timer> {
    private final long due;
    private final long number;
    private Callback callback;

    private Timer(long due, long number, Callback callback) {
      this.due = due;
      this.number = number;
      this.callback = callback;
    }

    /** Takes the call back, if it has not been made. */
    public void cancel() {
      callback = null; // the timer itself stays in the heap until it is due
    }

    /** Sooner first; of two that are due at once, the one that was set first. */
    @Override
    public int compareTo(Timer other) {
      int bySooner = Long.signum(due - other.due); // right even where nanoTime runs over
      return bySooner != 0 ? bySooner : Long.compare(number, other.number);
    }
  }

  /** Half of what nanoTime can tell apart: 146 years. */
  private static final Duration LONGEST_DELAY = Duration.ofNanos(Long.MAX_VALUE / 2);

  private final Selector selector;
  private final Queue<Callback> ready = new ArrayDeque<>();
  private final Queue<Callback> fromOtherThreads = new ConcurrentLinkedQueue<>();
  private final PriorityQueue<Timer> timers = new PriorityQueue<>();
  private long timersSet;
  private boolean stopping;
  private Consumer<? super Exception> failureHandler = Exception::printStackTrace;

  private EventLoop(Selector selector) {
    this.selector = selector;
  }

  /**
   * Opens a loop, which does not run yet.
   *
   * @return the loop
   * @throws IOException if the system gives no selector
   */
  public static EventLoop open() throws IOException {
    return new EventLoop(Selector.open());
  }

  /**
   * Has a callback run in the next turn, after those that were asked for before.
   *
   * @param callback what to run
   */
  public void callSoon(Callback callback) {
    ready.add(callback);
  }

  /**
   * Does as {@link #callSoon}, from any thread, and wakes the loop up.
   *
   * @param callback what to run, on the loop's thread
   */
  public void callSoonThreadSafe(Callback callback) {
    fromOtherThreads.add(callback);
    selector.wakeup();
  }

  /**
   * Has a callback run once, later.
   *
   * @param delay how much later
   * @param callback what to run
   * @return the timer, to cancel the call
   */
  public Timer callLater(Duration delay, Callback callback) {
    long nanos = (delay.compareTo(LONGEST_DELAY) < 0 ? delay : LONGEST_DELAY).toNanos();
    var timer = new Timer(System.nanoTime() + nanos, timersSet++, callback);
    timers.add(timer);
    return timer;
  }

  /**
   * Has a callback run whenever a channel is ready, until the channel is closed or watched for
   * something else.
   *
   * @param channel a channel that does not block
   * @param operations what it is to be ready for: {@link SelectionKey#OP_READ} and so on
   * @param callback what to run; it has to read what there is to read, or it is called again
   * @throws IOException if the channel is closed
   */
  public void watch(SelectableChannel channel, int operations, Callback callback)
      throws IOException {
    channel.register(selector, operations, callback);
  }

  /**
   * Says who is told of a callback's exception.
   *
   * @param handler told on the loop's thread; until it is set, stack traces are printed
   */
  public void onFailure(Consumer<? super Exception> handler) {
    failureHandler = handler;
  }

  /**
   * Runs callbacks on this thread until {@link #stop} is called.
   *
   * @throws InterruptedException if the thread is interrupted; callbacks that have not run stay
   * @throws IOException if the selector fails
   */
  public void run() throws InterruptedException, IOException {
    stopping = false;
    while (!stopping) {
      runOneTurn();
    }
  }

  /** Ends {@link #run} once the callbacks of this turn have run. */
  public void stop() {
    stopping = true;
  }

  private void runOneTurn() throws InterruptedException, IOException {
    awaitAnything();
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    queueReadyChannels();
    queueFromOtherThreads();
    queueDueTimers();
    for (int left = ready.size(); left > 0; left--) {
      runReporting(ready.remove());
    }
  }

  private void awaitAnything() throws IOException {
    if (!ready.isEmpty()) {
      selector.selectNow();
    } else if (timers.isEmpty()) {
      selector.select();
    } else {
      long nanos = timers.peek().due - System.nanoTime();
      if (nanos <= 0) {
        selector.selectNow();
      } else {
        selector.select((nanos + 999_999) / 1_000_000); // rounded up: not too early, and never 0
      }
    }
  }

  private void queueReadyChannels() {
    for (var key : selector.selectedKeys()) {
      ready.add(() -> runIfOpen(key));
    }
    selector.selectedKeys().clear();
  }

  /** An earlier callback of the same turn may have closed the channel. */
  private static void runIfOpen(SelectionKey key) throws Exception {
    if (key.isValid()) {
      ((Callback) key.attachment()).run();
    }
  }

  private void queueFromOtherThreads() {
    for (var callback = fromOtherThreads.poll(); callback != null; ) {
      ready.add(callback);
      callback = fromOtherThreads.poll();
    }
  }

  private void queueDueTimers() {
    long now = System.nanoTime();
    while (!timers.isEmpty() && timers.peek().due - now <= 0) {
      var timer = timers.remove();
      ready.add(() -> runUnlessCancelled(timer));
    }
  }

  private static void runUnlessCancelled(Timer timer) throws Exception {
    if (timer.callback != null) {
      timer.callback.run();
    }
  }

  private void runReporting(Callback callback) {
    try {
      callback.run();
    } catch (Exception e) {
      failureHandler.accept(e);
    }
  }

  /** Closes every watched channel and the selector. What was still to be run never is. */
  @Override
  public void close() throws IOException {
    if (selector.isOpen()) {
      for (var key : selector.keys()) {
        key.channel().close();
      }
      selector.close();
    }
  }
}
