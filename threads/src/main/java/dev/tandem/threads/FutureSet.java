package dev.tandem.threads;

import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;

/**
 * Futures by their identity, in the order in which they were included; nobody else can change it. A
 * foreign future may call itself equal to another, and is another all the same.
 */
final class FutureSet<T> extends AbstractSet<Future<T>> {
  private final List<Future<T>> inOrder = new ArrayList<>();
  private final Set<Object> included = Collections.newSetFromMap(new IdentityHashMap<>());

  void include(Future<T> future) {
    if (included.add(future)) {
      inOrder.add(future);
    }
  }

  @Override
  public boolean contains(Object future) {
    return included.contains(future);
  }

  @Override
  public Iterator<Future<T>> iterator() {
    return Collections.unmodifiableList(inOrder).iterator();
  }

  @Override
  public int size() {
    return inOrder.size();
  }
}
