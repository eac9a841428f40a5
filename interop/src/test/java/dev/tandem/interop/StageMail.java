package dev.tandem.interop;

import java.util.concurrent.CompletionStage;
import kotlin.coroutines.Continuation;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** A suspend function implemented by Java. */
@NullMarked
record StageMail(CompletionStage<@Nullable String> stage) implements Mail {
  @Override
  public @Nullable Object next(Continuation<? super @Nullable String> continuation) {
    return Suspend.await(stage, continuation);
  }
}
