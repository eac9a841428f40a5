package dev.tandem.coroutines;

import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import kotlin.coroutines.Continuation;
import kotlinx.coroutines.selects.SelectBuilder;

/** Calls that Kotlin would not compile. */
final class NullCalls {
  private NullCalls() {}

  static void put(JoinableQueue<String> queue, Continuation<Object> continuation) {
    @SuppressWarnings({"unchecked", "rawtypes"})
    Continuation<kotlin.Unit> raw = (Continuation) continuation;
    queue.put(null, raw);
  }

  static void offer(JoinableQueue<String> queue) {
    queue.offer(null);
  }

  /** Its name is not one that Java can write: it has a Duration. */
  static void offerInTime(JoinableQueue<String> queue, Continuation<Object> continuation)
      throws Throwable {
    var offer =
        Arrays.stream(JoinableQueue.class.getMethods())
            .filter(method -> method.getName().startsWith("offer-"))
            .findFirst()
            .orElseThrow();
    try {
      offer.invoke(queue, null, 1L, continuation);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  static void onPut(SelectBuilder<String> select, JoinableQueue<String> queue) {
    ClausesKt.onPut(select, queue, null, continuation -> "put");
  }

  static void priority() {
    JoinableQueue.<String>priority(1, null);
  }
}
