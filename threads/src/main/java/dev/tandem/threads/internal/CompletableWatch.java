package dev.tandem.threads.internal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Watches a {@code CompletableFuture} by a callback that can be taken off it.
 *
 * <p>A {@code CompletableFuture} keeps its callbacks until it completes: a million watches that
 * were closed would stay with one that is shared and slow. So the callback is not on the future but
 * on {@code anyOf(future, end)}, and completing {@code end} takes it off the future. Every watch
 * has an {@code end} of its own: a common one would be cleaned up at each completion.
 *
 * <p>{@code anyOf} looks inside its futures, past whatever a subclass overrides; {@link FutureKind}
 * sees to it that there is nothing to miss.
 */
final class CompletableWatch<T extends @Nullable Object> extends FutureWatch {
  private final CompletableFuture<T> end = new CompletableFuture<>();
  private volatile @Nullable BiConsumer<? super @Nullable T, ? super @Nullable Throwable> tell;

  CompletableWatch(
      Future<T> future, BiConsumer<? super @Nullable T, ? super @Nullable Throwable> tell) {
    this.tell = tell;
    CompletableFuture.anyOf((CompletableFuture<T>) future, end).whenComplete(this::told);
  }

  @SuppressWarnings("unchecked") // it comes from the future, or is not told
  private void told(@Nullable Object value, @Nullable Throwable failure) {
    var tell = this.tell;
    if (tell != null) {
      tell(tell, (T) value, failure == null ? null : withoutWrapper(failure));
    }
  }

  private static Throwable withoutWrapper(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  @Override
  public void close() {
    tell = null;
    end.complete(null);
  }
}
