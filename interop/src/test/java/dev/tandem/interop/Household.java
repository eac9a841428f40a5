package dev.tandem.interop;

import java.util.concurrent.Executor;
import org.jspecify.annotations.NullMarked;

/** Java with a scope: try-with-resources. */
@NullMarked
final class Household {
  private Household() {}

  /** The letters of two boxes, read at once; when it returns or throws, nobody reads any more. */
  static String read(Executor executor, Mail first, Mail second) throws Exception {
    try (var scope = SuspendScope.open(executor)) {
      var letter = scope.future(first::next);
      var other = scope.future(second::next);
      return letter.get() + " " + other.get();
    }
  }

  /** As {@link #read}, but the first failure ends the reading of the other. */
  static String readBothOrNone(Mail first, Mail second) throws Exception {
    try (var scope = SuspendScope.open()) {
      var letter = scope.future(first::next);
      var other = scope.future(second::next);
      try {
        return letter.get() + " " + other.get();
      } catch (Exception e) {
        scope.cancel();
        throw e;
      }
    }
  }
}
