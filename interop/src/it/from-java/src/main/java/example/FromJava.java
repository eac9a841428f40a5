package example;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import dev.tandem.coroutines.JoinableQueue;
import dev.tandem.interop.Blocking;
import dev.tandem.interop.FlowIterator;
import dev.tandem.interop.Flows;
import dev.tandem.interop.Suspend;
import dev.tandem.interop.SuspendScope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;
import java.util.function.Function;
import java.util.stream.Stream;
import kotlin.Unit;
import kotlin.coroutines.Continuation;
import kotlinx.coroutines.CoroutineScope;
import kotlinx.coroutines.flow.Flow;
import kotlinx.coroutines.flow.FlowCollector;
import kotlinx.coroutines.sync.Mutex;

/** What Java does with Kotlin's suspend functions, flows, locks and queues. */
final class FromJava {
  private FromJava() {}

  // snippet: block
  static String next(JoinableQueue<String> queue) throws InterruptedException, TimeoutException {
    return Suspend.block(Duration.ofSeconds(10), queue::take); // suspend fun take(): E
  }

  // end

  // snippet: scope
  static String both(Executor executor, JoinableQueue<String> first, JoinableQueue<String> second)
      throws InterruptedException, ExecutionException {
    try (var scope = SuspendScope.open(executor)) {
      CompletableFuture<String> one = scope.future(first::take);
      CompletableFuture<String> other = scope.future(second::take);
      return one.get() + " and " + other.get();
    } // here both have ended
  }

  // end

  // snippet: failFast
  static String bothOrNone(JoinableQueue<String> first, JoinableQueue<String> second) {
    CompletableFuture<String> one;
    CompletableFuture<String> other;
    try (var scope = SuspendScope.failFast()) {
      one = scope.future(first::take);
      other = scope.future(second::take);
    } // both are there, or this has thrown the first failure
    return one.join() + " and " + other.join();
  }

  // end

  // snippet: timed
  static CompletableFuture<String> nextSoon(CoroutineScope scope, JoinableQueue<String> queue) {
    return Suspend.future(scope, Duration.ofSeconds(10), queue::take); // or a TimeoutException
  }

  // end

  // snippet: await
  record Archive(Function<String, CompletionStage<Void>> store) implements FlowCollector<String> {
    @Override // suspend fun emit(value: String)
    public Object emit(String letter, Continuation<? super Unit> c) {
      return Suspend.await(store.apply(letter).thenApply(done -> Unit.INSTANCE), c);
    }

    static void fill(Flow<String> letters, Archive archive) throws InterruptedException {
      Suspend.block(c -> letters.collect(archive, c)); // one letter at a time
    }
  }

  // end

  // snippet: toThread
  record Ledger(Path file) implements FlowCollector<String> {
    @Override // suspend fun emit(value: String)
    public Object emit(String letter, Continuation<? super Unit> c) {
      return Suspend.toThread(() -> write(letter), c);
    }

    private Unit write(String letter) throws IOException { // blocks
      Files.writeString(file, letter + "\n", CREATE, APPEND);
      return Unit.INSTANCE;
    }
  }

  // end

  // snippet: stream
  static Optional<String> firstLong(Flow<String> letters) {
    try (Stream<String> stream = Flows.asStream(letters)) {
      return stream.filter(letter -> letter.length() > 3).findFirst();
    } // here the flow has ended
  }

  // end

  // snippet: iterator
  static List<String> firstTwo(Flow<String> letters) {
    List<String> two = new ArrayList<>();
    try (FlowIterator<String> iterator = Flows.asIterator(letters, 1)) { // one element ahead
      while (two.size() < 2 && iterator.hasNext()) {
        two.add(iterator.next());
      }
    }
    return two;
  }

  // end

  // snippet: queue
  static void deliver(List<String> letters, JoinableQueue<String> queue)
      throws InterruptedException {
    BlockingQueue<String> box = Blocking.asBlockingQueue(queue);
    for (String letter : letters) {
      box.put(letter); // blocks while the queue is full; coroutines take
    }
  }

  // end

  // snippet: lock
  static final class Account {
    private final Lock lock;
    private int balance;

    Account(Mutex mutex) { // what coroutines lock, too
      lock = Blocking.asLock(mutex);
    }

    void deposit(int amount) {
      lock.lock();
      try {
        balance += amount;
      } finally {
        lock.unlock();
      }
    }

    int balance() {
      return balance;
    }
  }
  // end
}
