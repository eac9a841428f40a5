package dev.tandem.interop.samples.docs;

import dev.tandem.interop.Blocking;
import dev.tandem.interop.Suspend;
import dev.tandem.interop.SuspendScope;
import dev.tandem.threads.Guard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Lock;
import kotlin.coroutines.Continuation;
import kotlinx.coroutines.sync.Mutex;

/** The Java of the page for readers who come from Java. */
final class FromJavaPage {
  private FromJavaPage() {}

  // snippet: call
  static String greet(Users users, int id) throws InterruptedException {
    return Suspend.block(c -> Greetings.greeting(users, id, c)); // waits on this thread
  }

  static String greetBoth(Users users) {
    CompletableFuture<String> first;
    CompletableFuture<String> second;
    try (var scope = SuspendScope.failFast()) {
      first = scope.future(c -> Greetings.greeting(users, 1, c)); // does not wait
      second = scope.future(c -> Greetings.greeting(users, 2, c));
    } // both are there, or this has thrown the first failure
    return first.join() + " and " + second.join();
  }

  // end

  // snippet: implement
  record UsersInFiles(Path folder) implements Users {
    @Override // suspend fun name(id: Int): String
    public Object name(int id, Continuation<? super String> c) {
      return Suspend.toThread(() -> read(id), c);
    }

    private String read(int id) throws IOException { // blocks
      return Files.readString(folder.resolve(id + ".txt"));
    }
  }

  // end

  // snippet: lock
  static final class Counter {
    private final Lock lock;
    private int count;

    Counter(Mutex mutex) { // which coroutines lock, too
      lock = Blocking.asLock(mutex);
    }

    int increment() {
      try (Guard held = Guard.hold(lock)) { // blocks, in one line with the coroutines
        return ++count;
      }
    }
  }
  // end
}
