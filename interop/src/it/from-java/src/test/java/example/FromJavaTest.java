package example;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tandem.coroutines.JoinableQueue;
import dev.tandem.coroutines.QueueShutDownException;
import dev.tandem.interop.Flows;
import dev.tandem.interop.Suspend;
import dev.tandem.interop.SuspendScope;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import kotlin.Unit;
import kotlinx.coroutines.flow.FlowKt;
import kotlinx.coroutines.sync.MutexKt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

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
  void callsSeveralOfWhichTheFirstFailureEndsTheOthers() {
    JoinableQueue<String> other = JoinableQueue.fifo();
    queue.offer("hello");
    other.offer("goodbye");
    assertEquals("hello and goodbye", FromJava.bothOrNone(queue, other));
    other.shutdown();
    var thrown = assertThrows(CompletionException.class, () -> FromJava.bothOrNone(queue, other));
    assertInstanceOf(QueueShutDownException.class, thrown.getCause());
  }

  @Test
  void takesAFutureThatIsInTime() throws Exception {
    try (var scope = SuspendScope.open()) {
      var letter = FromJava.nextSoon(scope, queue);
      queue.offer("hello");
      assertEquals("hello", letter.get(10, SECONDS));
    }
  }

  @Test
  void readsFlows() {
    assertEquals(Optional.of("hello"), FromJava.firstLong(FlowKt.flowOf("a", "hello", "goodbye")));
    assertEquals(List.of("a", "b"), FromJava.firstTwo(FlowKt.flowOf("a", "b", "c")));
    assertEquals(List.of("a"), FromJava.firstTwo(FlowKt.flowOf("a")));
  }

  @Test
  void givesFlowsOfWhatBlocks() throws Exception {
    var lines = new LinkedBlockingQueue<>(List.of("a", "b"));
    assertEquals("a", Suspend.block(c -> FlowKt.first(Flows.asFlow(lines), c)));
    var letters = Stream.of("c", "d");
    List<?> list =
        Suspend.block(c -> FlowKt.toList(Flows.asFlow(letters), new ArrayList<String>(), c));
    assertEquals(List.of("c", "d"), list);
  }

  @Test
  void implementsSuspendFunctionsWithCodeThatBlocks(@TempDir Path folder) throws Exception {
    var ledger = new FromJava.Ledger(folder.resolve("ledger.txt"));
    Suspend.<Unit>block(c -> FlowKt.flowOf("a", "b").collect(ledger, c));
    assertEquals(List.of("a", "b"), Files.readAllLines(ledger.file()));
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
