package dev.tandem.interop;

import dev.tandem.threads.processes.SerializableCallable;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import kotlin.coroutines.Continuation;
import org.jspecify.annotations.Nullable;

/** Suspend functions implemented by Java with code that blocks. */
final class BlockingMail {
  private BlockingMail() {}

  record OnThread(Callable<@Nullable String> read) implements Mail {
    @Override
    public @Nullable Object next(Continuation<? super @Nullable String> continuation) {
      return Suspend.toThread(read, continuation);
    }
  }

  record InExecutor(ExecutorService executor, SerializableCallable<@Nullable String> read)
      implements Mail {
    @Override
    public @Nullable Object next(Continuation<? super @Nullable String> continuation) {
      return Suspend.runInExecutor(executor, read, continuation);
    }
  }
}
