package dev.tandem.interop;

import kotlin.coroutines.ContinuationInterceptor;
import kotlinx.coroutines.CoroutineDispatcher;
import kotlinx.coroutines.EventLoop;
import kotlinx.coroutines.ThreadLocalEventLoop;

/**
 * The event loop of a thread: kotlinx's own, which {@code runBlocking} and unconfined coroutines of
 * this thread share.
 *
 * <p>To Kotlin these types are internal, and no public function gives what a wait needs that shares
 * a thread with {@code runBlocking}; docs/decisions/0014 says why, and {@code EventLoopsTest} that
 * they still are what they are here.
 */
@SuppressWarnings("KotlinInternalInJava")
final class EventLoops {
  private EventLoops() {}

  /** Gives this thread's loop, and keeps it open until {@link #leave}. */
  static CoroutineDispatcher enter() {
    EventLoop loop = ThreadLocalEventLoop.INSTANCE.getEventLoop$kotlinx_coroutines_core();
    loop.incrementUseCount(false);
    return loop;
  }

  /** Whether it is a thread's loop: the thread makes its steps while it waits. */
  static boolean isLoop(ContinuationInterceptor dispatcher) {
    return dispatcher instanceof EventLoop;
  }

  /** Closes the loop, unless another wait of this thread keeps it open. */
  static void leave(CoroutineDispatcher loop) {
    ((EventLoop) loop).decrementUseCount(false);
  }

  /**
   * Runs the next task of this thread's loop.
   *
   * @return zero or less if there may be another; else for how many nanoseconds there is none
   */
  static long runNext(CoroutineDispatcher loop) {
    return ((EventLoop) loop).processNextEvent();
  }
}
