package example;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tandem.coroutines.JoinableQueue;
import dev.tandem.interop.Suspend;
import dev.tandem.interop.SuspendScope;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import kotlin.Unit;
import kotlinx.coroutines.flow.FlowKt;
import kotlinx.coroutines.sync.MutexKt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FromJavaTest {
  private final JoinableQueue<String> queue = JoinableQueue.fifo(2);

  @Test
  void callsSuspendFunctions() throws Exception {
    queue.offer("hello");
    assertEquals("hello", FromJava.next(queue));
  }

  @Test
  void callsSeveralAtOnce() throws Exception {
    var executor = Executors.newSingleThreadExecutor();
    JoinableQueue<String> other = JoinableQueue.fifo();
    var both =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return FromJava.both(executor, queue, other);
              } catch (Exception e) {
                throw new AssertionError(e);
              }
            });
    other.offer("goodbye");
    queue.offer("hello");
    assertEquals("hello and goodbye", both.get(10, SECONDS));
    executor.shutdown();
  }

  @Test
  void implementsSuspendFunctions() throws Exception {
    var stored = new ArrayList<String>();
    var archive =
        new FromJava.Archive(letter -> CompletableFuture.runAsync(() -> stored.add(letter)));
    FromJava.Archive.fill(FlowKt.flowOf("a", "b", "c"), archive);
    assertEquals(List.of("a", "b", "c"), stored);
  }

  @Test
  void sharesAQueueWithCoroutines() throws Exception {
    var letters = List.of("a", "b", "c", "d", "e");
    var taken = new ArrayList<String>();
    try (var scope = SuspendScope.open()) {
      var delivery = scope.future(queue::take); // a coroutine that waits for the first
      FromJava.deliver(letters.subList(0, 3), queue);
      taken.add(delivery.get(10, SECONDS));
      taken.add(scope.future(queue::take).get(10, SECONDS));
      taken.add(scope.future(queue::take).get(10, SECONDS));
    }
    assertEquals(letters.subList(0, 3), taken);
  }

  @Test
  void sharesALockWithCoroutines() throws Exception {
    var mutex = MutexKt.Mutex(false);
    var account = new FromJava.Account(mutex);
    Suspend.<Unit>block(c -> mutex.lock(this, c));
    var depositor = new Thread(() -> account.deposit(100));
    depositor.start();
    depositor.join(100);
    assertEquals(0, account.balance());
    mutex.unlock(this);
    depositor.join(10_000);
    assertFalse(depositor.isAlive());
    assertEquals(100, account.balance());
    assertThrows(IllegalStateException.class, () -> mutex.unlock(this));
  }
}
