package dev.tandem.threads.processes;

import dev.tandem.threads.internal.SneakyThrow;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Inputs, taken several at a time. What their iterator throws comes after all that it gave. */
final class Inputs<I extends @Nullable Object> {
  private final Iterator<? extends I> rest;

  /** What the iterator threw when some inputs had been taken already, which are under way. */
  private @Nullable Throwable failure;

  Inputs(Iterable<? extends I> inputs) {
    rest = inputs.iterator();
  }

  /** Whether {@link #take} has anything to give or to throw. */
  boolean hasNext() {
    return failure != null || rest.hasNext();
  }

  /** Takes so many inputs, or what is left of them. */
  List<I> take(int size) {
    if (failure != null) {
      throw SneakyThrow.thrown(failure);
    }
    var taken = new ArrayList<I>();
    try {
      while (taken.size() < size && rest.hasNext()) {
        taken.add(rest.next());
      }
    } catch (Throwable thrown) {
      if (taken.isEmpty()) {
        throw thrown;
      }
      failure = thrown;
    }
    return taken;
  }
}
