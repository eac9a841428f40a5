package dev.tandem.interop;

import kotlin.coroutines.Continuation;
import org.jspecify.annotations.Nullable;

/**
 * A call of a suspend function, as Java writes it: {@code c -> users.load(id, c)}.
 *
 * <p>To Java, a Kotlin {@code suspend fun load(id: Int): User} is a method {@code Object load(int
 * id, Continuation<? super User> c)}. Whoever takes such a call, as {@link Suspend} does, supplies
 * the continuation; the lambda hands it on, and returns what the function returned, as it is.
 *
 * @param <T> what the suspend function gives; {@code kotlin.Unit} if that is nothing
 */
@FunctionalInterface
public interface SuspendCall<T extends @Nullable Object> {
  /**
   * Calls the suspend function.
   *
   * @param continuation the suspend function's last argument
   * @return what the suspend function returned: its result, or the mark of one that suspended
   * @throws Exception whatever the suspend function throws
   */
  @Nullable Object call(Continuation<T> continuation) throws Exception;
}
