package dev.tandem.interop;

import java.util.concurrent.CompletableFuture;

/** Java with a scope that fails fast: the results are taken behind the block. */
final class Errands {
  private Errands() {}

  /** Both letters; the first failure is thrown by the end of the block. */
  static String readBoth(Mail first, Mail second) {
    CompletableFuture<String> letter;
    CompletableFuture<String> other;
    try (var scope = SuspendScope.failFast()) {
      letter = scope.future(first::next);
      other = scope.future(second::next);
    }
    return letter.join() + " " + other.join();
  }

  /** As {@link #readBoth}, but with an exception of its own in the block. */
  static void failAsWell(Mail mail, RuntimeException own) {
    try (var scope = SuspendScope.failFast()) {
      CompletableFuture<String> letter = scope.future(mail::next);
      letter.handle((value, failure) -> value).join();
      throw own;
    }
  }
}
