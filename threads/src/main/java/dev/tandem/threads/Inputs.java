package dev.tandem.threads;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** The inputs of a mapping as they are taken, a chunk at a time. */
final class Inputs<I> {
  private final Iterator<? extends I> rest;

  /** What the iterator threw after it had given inputs: thrown for the next chunk. */
  private Throwable failure;

  Inputs(Iterator<? extends I> rest) {
    this.rest = rest;
  }

  /** The next inputs, {@code size} or what is left of them; throws what the iterator throws. */
  Object[] next(int size) {
    if (failure != null) {
      var thrown = failure;
      failure = null;
      throw Inputs.<RuntimeException>unchecked(thrown);
    }
    List<Object> taken = new ArrayList<>();
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
    return taken.toArray();
  }

  /** An iterator that was written in Kotlin may throw anything. */
  @SuppressWarnings("unchecked")
  private static <X extends Throwable> X unchecked(Throwable thrown) throws X {
    throw (X) thrown;
  }
}
