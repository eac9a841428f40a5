package dev.tandem.interop;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import kotlin.coroutines.CoroutineContext;
import kotlinx.coroutines.CoroutineScope;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** A suspend function called by Java, in each way that there is. */
@NullMarked
final class MailReader {
  private MailReader() {}

  static @Nullable String block(Mail mail) throws InterruptedException {
    return Suspend.block(mail::next);
  }

  static @Nullable String block(Duration timeout, Mail mail)
      throws InterruptedException, TimeoutException {
    return Suspend.block(timeout, mail::next);
  }

  static @Nullable String block(CoroutineContext context, Mail mail) throws InterruptedException {
    return Suspend.block(context, mail::next);
  }

  static @Nullable String block(CoroutineContext context, Duration timeout, Mail mail)
      throws InterruptedException, TimeoutException {
    return Suspend.block(context, timeout, mail::next);
  }

  static CompletableFuture<@Nullable String> future(CoroutineScope scope, Mail mail) {
    return Suspend.future(scope, mail::next);
  }

  static CompletableFuture<@Nullable String> future(
      CoroutineScope scope, Duration timeout, Mail mail) {
    return Suspend.future(scope, timeout, mail::next);
  }

  static CompletableFuture<@Nullable String> future(SuspendScope scope, Mail mail) {
    return scope.future(mail::next);
  }

  /** What an undeclared checked exception says: how Java catches one. */
  static String complaint(Mail mail) throws InterruptedException {
    try {
      return "no complaint: " + Suspend.<@Nullable String>block(mail::next);
    } catch (Exception e) {
      if (e instanceof IOException disk) {
        return disk.getMessage();
      }
      throw e;
    }
  }
}
