package dev.tandem.threads.processes;

import java.io.Serial;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * Some objects, as they travel. If each is an {@code Integer}, each a {@code Long} or each a {@code
 * Double}, their numbers travel in an array: to write and read a million objects one by one would
 * take longer than to compute most functions of them.
 */
final class PackedList<T extends @Nullable Object> extends AbstractList<T>
    implements RandomAccess, Message {
  @Serial private static final long serialVersionUID = 1;

  /** An {@code int[]}, a {@code long[]}, a {@code double[]} or an {@code Object[]}. */
  @SuppressWarnings("serial") // whether its objects are serializable is for their owner to see to
  private final Object array;

  private final int size;

  /** The array is this list's from now on. */
  PackedList(@Nullable Object[] objects) {
    size = objects.length;
    if (allAre(Integer.class, objects)) {
      array = Arrays.stream(objects).mapToInt(object -> (Integer) object).toArray();
    } else if (allAre(Long.class, objects)) {
      array = Arrays.stream(objects).mapToLong(object -> (Long) object).toArray();
    } else if (allAre(Double.class, objects)) {
      array = Arrays.stream(objects).mapToDouble(object -> (Double) object).toArray();
    } else {
      array = objects;
    }
  }

  private static boolean allAre(Class<?> type, @Nullable Object[] objects) {
    for (var object : objects) {
      if (object == null || object.getClass() != type) {
        return false;
      }
    }
    return true;
  }

  @Override
  @SuppressWarnings("unchecked") // what was put in comes out
  public T get(int index) {
    return (T) object(index);
  }

  private @Nullable Object object(int index) {
    if (array instanceof int[] ints) {
      return ints[index];
    }
    if (array instanceof long[] longs) {
      return longs[index];
    }
    if (array instanceof double[] doubles) {
      return doubles[index];
    }
    return ((@Nullable Object[]) array)[index];
  }

  @Override
  public int size() {
    return size;
  }
}
