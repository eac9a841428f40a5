package dev.tandem.interop.samples.docs;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.interop.Suspend;
import dev.tandem.interop.SuspendScope;
import dev.tandem.threads.Event;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import kotlin.coroutines.Continuation;
import kotlinx.coroutines.sync.Mutex;
import kotlinx.coroutines.sync.MutexKt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the page for readers who come from Java shows does what it says. */
@Timeout(60)
class FromJavaPageTest {
  @TempDir Path folder;

  @Test
  void javaCallsASuspendFunctionAndImplementsAnother() throws Exception {
    Users users = users("Ada", "Grace");
    assertEquals("Hello, Ada", FromJavaPage.greet(users, 1));
    assertEquals("Hello, Ada and Hello, Grace", FromJavaPage.greetBoth(users));
  }

  @Test
  void whatTheSuspendFunctionThrowsIsThrownAsItIs() throws Exception {
    Users users = users("Ada");
    assertThrows(NoSuchFileException.class, () -> FromJavaPage.greet(users, 2));
    var thrown = assertThrows(CompletionException.class, () -> FromJavaPage.greetBoth(users));
    assertInstanceOf(NoSuchFileException.class, thrown.getCause());
  }

  @Test
  void anInterruptionCancelsTheSuspendFunction() throws Exception {
    var called = new Event();
    var cancelled = new CompletableFuture<Boolean>();
    Users never = new NeverUsers(called, cancelled);
    var outcome = new CompletableFuture<Throwable>();
    var thread =
        new Thread(
            () -> {
              try {
                FromJavaPage.greet(never, 1);
              } catch (Throwable e) {
                outcome.complete(e);
              }
            });
    thread.start();
    called.await();
    thread.interrupt();
    assertInstanceOf(InterruptedException.class, outcome.get(10, SECONDS));
    assertTrue(cancelled.get(10, SECONDS));
  }

  @Test
  void aFailureIsNullAndACancellationIsNot() throws Exception {
    Users nobody = users();
    assertNull(Suspend.<String>block(c -> Greetings.greetingOrNull(nobody, 1, c)));

    var called = new Event();
    Users never = new NeverUsers(called, new CompletableFuture<>());
    try (var scope = SuspendScope.open()) {
      CompletableFuture<String> greeting = scope.future(c -> Greetings.greetingOrNull(never, 1, c));
      called.await();
      scope.cancel();
      assertThrows(CancellationException.class, greeting::join);
    }
  }

  @Test
  void aThreadWaitsForTheLockThatACoroutineHolds() throws Exception {
    Mutex mutex = MutexKt.Mutex(false);
    var counter = new FromJavaPage.Counter(mutex);
    assertEquals(1, counter.increment());

    assertTrue(mutex.tryLock("a coroutine"));
    var count = new CompletableFuture<Integer>();
    var thread = new Thread(() -> count.complete(counter.increment()));
    thread.start();
    while (thread.getState()
        != Thread.State.WAITING) { // it waits for the lock, or the test's time is up
      assertFalse(count.isDone());
      Thread.onSpinWait();
    }
    mutex.unlock("a coroutine");
    assertEquals(2, count.get(10, SECONDS));
  }

  private Users users(String... names) throws Exception {
    for (int i = 0; i < names.length; i++) {
      Files.writeString(folder.resolve(i + 1 + ".txt"), names[i]);
    }
    return new FromJavaPage.UsersInFiles(folder);
  }

  /** Users who never answer; tells when it was asked, and when the question was cancelled. */
  private record NeverUsers(Event called, CompletableFuture<Boolean> cancelled) implements Users {
    @Override
    public Object name(int id, Continuation<? super String> c) {
      var answer = new CompletableFuture<String>();
      answer.whenComplete((name, failure) -> cancelled.complete(answer.isCancelled()));
      called.set();
      return Suspend.await(answer, c);
    }
  }
}
