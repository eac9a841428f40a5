package dev.tandem.threads;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.SettableFuture;
import dev.tandem.fixtures.Heap;
import dev.tandem.fixtures.ThreadKind;
import dev.tandem.fixtures.Undeclared;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of futures that are not the JDK's own. */
@Timeout(60)
class ForeignFuturesTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  /** Subclasses of CompletableFuture with a state of their own, {@code real}'s. */
  private enum OwnState {
    WHOLE {
      @Override
      CompletableFuture<String> over(CompletableFuture<String> real) {
        return new IsDoneAndGet(real) {
          @Override
          public String get(long timeout, TimeUnit unit)
              throws InterruptedException, ExecutionException, TimeoutException {
            return real.get(timeout, unit);
          }
        };
      }
    },
    WITH_CALLBACKS_THAT_WORK {
      @Override
      CompletableFuture<String> over(CompletableFuture<String> real) {
        return new IsDoneAndGet(real) {
          @Override
          public CompletableFuture<String> whenComplete(
              BiConsumer<? super String, ? super Throwable> action) {
            return real.whenComplete(action);
          }
        };
      }
    },
    WITH_CALLBACKS_THAT_DO_NOT {
      @Override
      CompletableFuture<String> over(CompletableFuture<String> real) {
        return new IsDoneAndGet(real) {
          @Override
          public CompletableFuture<String> whenComplete(
              BiConsumer<? super String, ? super Throwable> action) {
            return super.whenComplete(action);
          }
        };
      }
    },
    WITHOUT_TIMED_GET {
      @Override
      CompletableFuture<String> over(CompletableFuture<String> real) {
        return new IsDoneAndGet(real);
      }
    },
    WITHOUT_GET {
      @Override
      CompletableFuture<String> over(CompletableFuture<String> real) {
        return new CompletableFuture<>() {
          @Override
          public boolean isDone() {
            return real.isDone();
          }
        };
      }
    };

    abstract CompletableFuture<String> over(CompletableFuture<String> real);
  }

  private static class IsDoneAndGet extends CompletableFuture<String> {
    private final CompletableFuture<String> real;

    IsDoneAndGet(CompletableFuture<String> real) {
      this.real = real;
    }

    @Override
    public boolean isDone() {
      return real.isDone();
    }

    @Override
    public String get() throws InterruptedException, ExecutionException {
      return real.get();
    }
  }

  @ParameterizedTest
  @EnumSource
  void asCompletedGivesAFutureWithAStateOfItsOwn(OwnState kind) throws Exception {
    var real = new CompletableFuture<String>();
    var own = kind.over(real);
    try (var completed = Futures.asCompleted(List.of(own))) {
      assertThrows(TimeoutException.class, () -> completed.next(Duration.ofMillis(1)));
      real.complete("done");
      assertSame(own, completed.next(LONG));
    }
  }

  @ParameterizedTest
  @EnumSource
  void awaitSeesAFutureWithAStateOfItsOwn(OwnState kind) throws Exception {
    for (var returnWhen : ReturnWhen.values()) {
      var real = new CompletableFuture<String>();
      var own = kind.over(real);
      var waiter = ThreadKind.PLATFORM.start(() -> Futures.await(List.of(own), returnWhen, LONG));
      waiter.untilItWaits();
      real.complete("done");
      assertEquals(Set.of(own), waiter.result().done());
    }
  }

  @ParameterizedTest
  @EnumSource
  void gatherGivesTheValueOfAFutureWithAStateOfItsOwn(OwnState kind) throws Exception {
    var real = new CompletableFuture<String>();
    var own = kind.over(real);
    var waiter = ThreadKind.PLATFORM.start(() -> Futures.gather(List.of(own))).untilItWaits();
    var outcomes =
        ThreadKind.PLATFORM.start(() -> Futures.gatherOutcomes(List.of(own))).untilItWaits();
    real.complete("done");
    if (kind == OwnState.WITHOUT_GET) { // which says that it is done, and gives no value
      assertInstanceOf(
          IllegalStateException.class, waiter.failure(ExecutionException.class).getCause());
      assertInstanceOf(IllegalStateException.class, outcomes.result().get(0).failure());
    } else {
      assertEquals(List.of("done"), waiter.result());
      assertEquals("done", outcomes.result().get(0).get());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFutureWithAStateOfItsOwnIsNotDoneWhenWhatItInheritsIs(OwnState kind) throws Exception {
    var own = kind.over(new CompletableFuture<>());
    var waited = Futures.await(List.of(own), ReturnWhen.FIRST_COMPLETED, Duration.ofMillis(1));
    assertEquals(Set.of(own), waited.pending());
  }

  @ParameterizedTest
  @EnumSource
  void waitsForAStateOfItsOwnThatWereGivenUpLeaveNothing(OwnState kind) throws Throwable {
    var own = kind.over(new CompletableFuture<>());
    Heap.assertUnchangedBy(
        () -> {
          for (int i = 0; i < 2_000; i++) {
            Futures.await(List.of(own), ReturnWhen.FIRST_COMPLETED, Duration.ofNanos(1));
          }
        });
    assertEquals(0, own.getNumberOfDependents());
  }

  // ---- what get throws

  /** Fails in an odd way once it is told to, without ever being done. */
  private static final class Odd extends ForeignFuture<String> {
    private final CompletableFuture<String> mayThrow = new CompletableFuture<>();
    private final Throwable thrown;

    Odd(Throwable thrown) {
      super(new CompletableFuture<>());
      this.thrown = thrown;
    }

    @Override
    public String get() throws InterruptedException, ExecutionException {
      mayThrow.get();
      throw Undeclared.thrown(thrown);
    }

    @Override
    public String get(long timeout, TimeUnit unit)
        throws InterruptedException, ExecutionException, TimeoutException {
      mayThrow.get(timeout, unit);
      throw Undeclared.thrown(thrown);
    }
  }

  @Test
  void aFutureWhoseGetThrowsAnythingIsDoneAndHasFailedWithThatInAllModes() throws Exception {
    for (var thrown :
        List.of(
            new IllegalStateException("not connected"),
            new IOException("undeclared"),
            new StackOverflowError(),
            new InterruptedException("the task's own"))) {
      var odd = new Odd(thrown);
      var other = new CompletableFuture<String>();
      var both = List.of(odd, other);
      odd.mayThrow.complete("now");
      if (!(thrown
          instanceof InterruptedException)) { // which is the thread's where it waits itself
        assertSame(thrown, Futures.gatherOutcomes(List.of(odd)).get(0).failure());
        assertEquals(
            Set.of(odd), Futures.await(List.of(odd), ReturnWhen.ALL_COMPLETED, LONG).done());
      }
      for (var returnWhen : List.of(ReturnWhen.FIRST_COMPLETED, ReturnWhen.FIRST_EXCEPTION)) {
        var waited = Futures.await(both, returnWhen, LONG);
        assertEquals(Set.of(odd), waited.done());
        assertEquals(Set.of(other), waited.pending());
      }
      try (var completed = Futures.asCompleted(both)) {
        assertSame(odd, completed.next(LONG));
      }
      var failure = assertThrows(ExecutionException.class, () -> Futures.gather(both));
      assertSame(thrown, failure.getCause());
      assertTrue(other.isCancelled());
    }
  }

  @Test
  void aFutureWhoseTimedGetDoesNotWorkIsWaitedForAllTheSame() throws Exception {
    var real = new CompletableFuture<String>();
    Future<String> untimed =
        new ForeignFuture<>(real) {
          @Override
          public String get(long timeout, TimeUnit unit) {
            throw new UnsupportedOperationException("timed get");
          }
        };
    for (var returnWhen : ReturnWhen.values()) {
      var waited = Futures.await(List.of(untimed), returnWhen, Duration.ofMillis(1));
      assertEquals(Set.of(untimed), waited.pending());
    }
    var waiter =
        ThreadKind.PLATFORM.start(
            () -> Futures.await(List.of(untimed), ReturnWhen.ALL_COMPLETED, LONG));
    waiter.untilItWaits();
    real.complete("done");
    assertEquals(Set.of(untimed), waiter.result().done());
  }

  @Test
  void aTimedGetThatGivesUpTooEarlyEndsNoWait() throws Exception {
    var asked = new CountDownLatch(1);
    var real = new CompletableFuture<String>();
    Future<String> hasty =
        new ForeignFuture<>(real) {
          @Override
          public String get(long timeout, TimeUnit unit) throws TimeoutException {
            asked.countDown();
            throw new TimeoutException("too early");
          }
        };
    var waiter =
        ThreadKind.PLATFORM.start(
            () -> Futures.await(List.of(hasty), ReturnWhen.ALL_COMPLETED, LONG));
    assertTrue(asked.await(10, SECONDS));
    waiter.untilItWaits();
    real.complete("done");
    assertEquals(Set.of(hasty), waiter.result().done());
  }

  @Test
  void aFutureWhoseIsDoneThrowsIsDone() throws Exception {
    var broken =
        new ForeignFuture<String>(new CompletableFuture<>()) {
          @Override
          public boolean isDone() {
            throw new IllegalStateException("broken");
          }

          @Override
          public String get() {
            throw new IllegalStateException("broken");
          }
        };
    try (var completed = Futures.asCompleted(List.of(broken))) {
      assertSame(broken, completed.next(LONG));
    }
    for (var returnWhen : ReturnWhen.values()) {
      assertEquals(Set.of(broken), Futures.await(List.of(broken), returnWhen, LONG).done());
    }
    assertEquals("broken", Futures.gatherOutcomes(List.of(broken)).get(0).failure().getMessage());
  }

  // ---- identity, and the caller's collection

  @Test
  void futuresThatCallThemselvesEqualAreSeveral() throws Exception {
    class Equal extends ForeignFuture<String> {
      Equal(Future<String> real) {
        super(real);
      }

      @Override
      public boolean equals(Object other) {
        return other instanceof Equal;
      }

      @Override
      public int hashCode() {
        return 1;
      }
    }
    var done = new Equal(CompletableFuture.completedFuture("done"));
    var alsoDone = new Equal(CompletableFuture.completedFuture("also done"));
    var pending = new Equal(new CompletableFuture<>());
    var waited =
        Futures.await(List.of(done, alsoDone, pending, done), ReturnWhen.FIRST_COMPLETED, LONG);
    assertEquals(2, waited.done().size());
    assertEquals(1, waited.pending().size());
    assertEquals(List.of("done", "also done"), Futures.gather(List.of(done, alsoDone)));
    assertThrows(UnsupportedOperationException.class, () -> waited.done().clear());
  }

  @Test
  void aCollectionThatChangesMeanwhileChangesNothing() throws Exception {
    for (Callable<?> wait :
        List.<Callable<?>>of(
            () -> gatheredFrom(new ArrayList<>(), Futures::gather),
            () -> gatheredFrom(new CopyOnWriteArrayList<>(), Futures::gather),
            () -> gatheredFrom(new ArrayList<>(), Futures::gatherOutcomes),
            () ->
                gatheredFrom(
                    new ArrayList<>(),
                    futures ->
                        List.copyOf(Futures.await(futures, ReturnWhen.ALL_COMPLETED).done())))) {
      assertEquals(2, ((List<?>) wait.call()).size());
    }
  }

  private interface Wait {
    List<?> on(List<Future<String>> futures) throws Exception;
  }

  private static List<?> gatheredFrom(List<Future<String>> futures, Wait wait) throws Exception {
    var first = new CompletableFuture<String>();
    var second = new CompletableFuture<String>();
    futures.add(first);
    futures.add(second);
    var waiter = ThreadKind.PLATFORM.start(() -> wait.on(futures)).untilItWaits();
    futures.add(new CompletableFuture<>());
    futures.remove(0);
    first.complete("first");
    second.complete("second");
    return waiter.result();
  }

  // ---- Guava's

  @Test
  void aFutureWithListenersIsWaitedForWithoutAThread() throws Exception {
    var settable = SettableFuture.<String>create();
    try (var completed = Futures.asCompleted(List.of(settable))) {
      assertThrows(TimeoutException.class, () -> completed.next(Duration.ofMillis(1)));
      settable.set("done");
      // told by the thread that set it: it is there at once
      assertSame(settable, completed.next(Duration.ZERO));
    }
    var broken = SettableFuture.<String>create();
    var waiter =
        ThreadKind.PLATFORM
            .start(() -> Futures.gather(List.of(broken, SettableFuture.create())))
            .untilItWaits();
    broken.setException(new IOException("broken"));
    assertEquals("broken", waiter.failure(ExecutionException.class).getCause().getMessage());
  }

  @Test
  void aMillionTimedOutWaitsLeaveAFutureWithListenersAsItWas() throws Throwable {
    var never = SettableFuture.<String>create();
    Heap.assertUnchangedBy(
        () -> {
          for (int i = 0; i < 1_000_000; i++) {
            try (var completed = Futures.asCompleted(List.of(never))) {
              assertTrue(completed.hasNext());
            }
          }
        });
    assertFalse(never.isDone());
  }

  // ---- interruptions

  @Test
  void anInterruptedThreadIsGivenTheOutcomeOfWhatIsDoneAndStaysInterrupted() throws Exception {
    var settable = SettableFuture.<String>create();
    settable.set("done");
    var task = new FutureTask<>(() -> "done");
    task.run();
    for (var done : List.of(settable, task, CompletableFuture.completedFuture("done"))) {
      Thread.currentThread().interrupt();
      var outcome = Outcome.of(done);
      assertTrue(Thread.interrupted());
      assertEquals("done", outcome.get());
    }
  }

  /** Of which get throws that, whoever asks. */
  @Test
  void aFutureThatIsDoneByAnInterruptionLeavesTheThreadAsItWas() throws Exception {
    var thrown = new InterruptedException("the task's own");
    var interrupted =
        new ForeignFuture<String>(CompletableFuture.completedFuture("")) {
          @Override
          public String get() throws InterruptedException {
            throw thrown;
          }
        };
    assertSame(thrown, Outcome.of(interrupted).failure());
    assertFalse(Thread.interrupted());
    var pending = new CompletableFuture<String>();
    var waiter =
        ThreadKind.PLATFORM
            .start(() -> Futures.gatherOutcomes(List.of(interrupted, pending)))
            .untilItWaits();
    pending.complete("done");
    assertEquals("done", waiter.result().get(1).value());
    Thread.currentThread().interrupt();
    assertSame(thrown, Outcome.of(interrupted).failure());
    assertTrue(Thread.interrupted());
  }

  // ---- listeners that are called too early

  /** Calls its listeners first, and is done then. */
  private static final class Early extends ForeignFuture<String>
      implements ListenableFuture<String> {
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final CompletableFuture<String> real;

    Early(CompletableFuture<String> real) {
      super(real);
      this.real = real;
    }

    @Override
    public void addListener(Runnable listener, Executor executor) {
      listeners.add(() -> executor.execute(listener));
    }

    void complete(String value) {
      listeners.forEach(Runnable::run);
      real.complete(value);
    }
  }

  @Test
  void whoCompletesAFutureThatCallsItsListenersTooEarlyDoesNotWaitForIt() throws Exception {
    for (var returnWhen : ReturnWhen.values()) {
      var early = new Early(new CompletableFuture<>());
      var waiter = ThreadKind.PLATFORM.start(() -> Futures.await(List.of(early), returnWhen, LONG));
      waiter.untilItWaits();
      var completing =
          ThreadKind.PLATFORM.start(
              () -> {
                early.complete("done");
                return true;
              });
      assertTrue(completing.result(Duration.ofSeconds(10)));
      assertEquals(Set.of(early), waiter.result().done());
    }
  }

  @Test
  void aMillionFuturesWithListenersThatWereGivenLeaveNothing() throws Throwable {
    Heap.assertUnchangedBy(
        () -> {
          for (int i = 0; i < 1_000_000; i++) {
            var settable = SettableFuture.<String>create();
            try (var completed = Futures.asCompleted(List.of(settable))) {
              settable.set("done");
              assertSame(settable, completed.next(Duration.ZERO));
            }
          }
        });
  }

  // ---- classes that are not there

  /** Only its users know this class. */
  public static final class Missing {}

  /** Names a class that is not there where it is loaded, as an optional part of a library does. */
  public static final class Incomplete extends CompletableFuture<String> {
    public void use(Missing missing) {
      throw new UnsupportedOperationException("use " + missing);
    }
  }

  private static final class WithoutMissing extends ClassLoader {
    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.equals(Missing.class.getName())) {
        throw new ClassNotFoundException(name);
      }
      if (!name.equals(Incomplete.class.getName())) {
        return super.loadClass(name, resolve);
      }
      var resource = name.replace('.', '/') + ".class";
      try (var in = ForeignFuturesTest.class.getClassLoader().getResourceAsStream(resource)) {
        var bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }

  @Test
  void aFutureWhoseClassIsIncompleteIsWaitedForLikeAnother() throws Exception {
    var type = new WithoutMissing().loadClass(Incomplete.class.getName());
    @SuppressWarnings("unchecked")
    var incomplete = (CompletableFuture<String>) type.getConstructor().newInstance();
    for (var returnWhen : ReturnWhen.values()) {
      var waited = Futures.await(List.of(incomplete), returnWhen, Duration.ofMillis(1));
      assertEquals(Set.of(incomplete), waited.pending());
    }
    incomplete.complete("done");
    assertEquals(List.of("done"), Futures.gather(List.of(incomplete)));
  }
}
