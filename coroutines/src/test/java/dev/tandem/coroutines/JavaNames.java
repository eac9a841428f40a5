package dev.tandem.coroutines;

import static java.util.Comparator.reverseOrder;

import java.util.List;
import java.util.function.ToIntFunction;

/** What the types are called in Java: no accessor begins with {@code get}. */
final class JavaNames {
  private JavaNames() {}

  static List<JoinableQueue<Integer>> priorities() {
    return List.of(
        JoinableQueue.priority(),
        JoinableQueue.priority(3),
        JoinableQueue.priority(reverseOrder()),
        JoinableQueue.priority(3, reverseOrder()));
  }

  static String counts(JoinableQueue<?> queue) {
    return queue.size() + " of " + queue.capacity() + ", " + queue.unfinished() + " unfinished";
  }

  static List<Boolean> flags(JoinableQueue<?> queue) {
    return List.of(queue.isEmpty(), queue.isFull(), queue.isShutdown());
  }

  static final ToIntFunction<Event> WAITERS_OF_EVENT = Event::waiters;
  static final ToIntFunction<Condition> WAITERS_OF_CONDITION = Condition::waiters;
  static final ToIntFunction<Barrier> PARTIES = Barrier::parties;
  static final ToIntFunction<Barrier> WAITING = Barrier::waiting;

  static boolean flags(Event event, Barrier barrier) {
    return event.isSet() && barrier.isBroken();
  }

  static int counts(DoneAndPending<?> found) {
    return found.done().size() + found.pending().size();
  }
}
