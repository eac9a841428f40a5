package dev.tandem.coroutines.internal;

import kotlin.coroutines.CoroutineContext;
import org.jspecify.annotations.Nullable;

/** The job of a coroutine for which a thread blocks: the bridge's. */
public interface BlockedThread {
  /**
   * The thread that makes every step of the coroutine itself, and so is what waits.
   *
   * @param context the coroutine's context
   * @return the thread, or null if the coroutine's steps are made elsewhere
   */
  @Nullable Thread threadOf(CoroutineContext context);
}
