package dev.tandem.threads.processes;

import static dev.tandem.fixtures.Bounded.failure;
import static dev.tandem.fixtures.Bounded.get;
import static java.util.concurrent.TimeUnit.DAYS;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.fixtures.Rendezvous;
import dev.tandem.fixtures.TestThread;
import dev.tandem.threads.Outcome;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a pool of processes does with tasks that end by themselves, on one warm pool. */
@Timeout(60)
class ProcessPoolTest {
  private static ProcessPool pool;

  @BeforeAll
  static void open() {
    pool = ProcessPool.builder().size(2).build();
  }

  @AfterAll
  static void closeLeavesNoProcess() {
    var workers = pool.workers();
    assertFalse(workers.isEmpty());
    pool.close();
    assertTrue(workers.stream().noneMatch(ProcessHandle::isAlive));
    assertTrue(pool.workers().isEmpty());
  }

  @Test
  void aTaskRunsInAnotherProcess() throws Exception {
    long there = get(pool.submit(() -> ProcessHandle.current().pid()));
    assertNotEquals(ProcessHandle.current().pid(), there);
    assertTrue(pool.workers().stream().anyMatch(worker -> worker.pid() == there));
  }

  @Test
  void aWarmProcessServesManyTasks() throws Exception {
    for (int i = 0; i < 1_000; i++) {
      int input = i;
      assertEquals(2 * input, get(pool.submit(() -> 2 * input)));
    }
    assertTrue(pool.workers().size() <= 2);
  }

  @Test
  void lambdasOfEachKindTravel() throws Exception {
    String captured = "captured";
    assertEquals("captured!", get(pool.submit(() -> captured + "!")));
    assertEquals(8, get(pool.submit(captured::length)));
    assertNull(get(pool.submit(() -> System.setProperty("set", "there"))));
    assertNull(get(pool.submit(() -> {})));
    assertEquals("result", get(pool.submit((SerializableRunnable) () -> {}, "result")));
    assertNull(System.getProperty("set"));
  }

  @Test
  void aCallableThatIsSerializableTravelsWhateverItsTypeSays() throws Exception {
    Callable<String> task = new Greeting("hello");
    assertEquals("hello", get(pool.submit(task)));
  }

  private record Greeting(String text) implements SerializableCallable<String> {
    @Override
    public String call() {
      return text;
    }
  }

  @Test
  void whatATaskCapturesIsCopiedWhenItIsSubmitted() throws Exception {
    var list = new ArrayList<>(List.of(1, 2));
    var future = pool.submit(() -> list);
    list.clear();
    assertEquals(List.of(1, 2), get(future));
    assertNotSame(list, get(future));
  }

  @Test
  void aFutureCallsBackWithoutAThread() throws Exception {
    var doubled = pool.submit(() -> 21).thenApply(value -> 2 * value);
    assertEquals(42, get(doubled));
  }

  @Test
  void whatATaskThrowsIsItsFuturesExceptionWithMessageAndCause() {
    var failure =
        failure(
            IOException.class,
            pool.submit(
                () -> {
                  throw new IOException("no such thing", new IllegalStateException("the cause"));
                }));
    assertEquals("no such thing", failure.getMessage());
    assertEquals("the cause", failure.getCause().getMessage());
    assertTrue(failure.getStackTrace()[0].getClassName().startsWith(getClass().getName()));
  }

  @Test
  void anErrorIsAFailureLikeAnother() {
    var failing =
        pool.submit(
            () -> {
              throw new StackOverflowError("deep");
            });
    assertEquals("deep", failure(StackOverflowError.class, failing).getMessage());
  }

  @Test
  void aTasksOwnCompletionAndExecutionExceptionsArriveWhole() throws Exception {
    var io = new IOException("the cause");
    var completion =
        pool.submit(
            () -> {
              throw new CompletionException("msg", io);
            });
    var whole = failure(CompletionException.class, completion);
    assertEquals("msg", whole.getMessage());
    assertEquals("the cause", whole.getCause().getMessage());
    var joined = assertThrows(CompletionException.class, completion::join);
    assertEquals("msg", joined.getCause().getMessage());
    assertEquals("msg", Outcome.of(completion).failure().getMessage());
    var execution =
        pool.submit(
            () -> {
              throw new ExecutionException("msg", io);
            });
    assertEquals("msg", failure(ExecutionException.class, execution).getMessage());
  }

  @Test
  void aTasksOwnCancellationExceptionIsAFailureAndDoesNotCancelItsFuture() throws Exception {
    var throwing =
        pool.submit(
            () -> {
              throw new CancellationException("mine");
            });
    assertEquals("mine", failure(CancellationException.class, throwing).getMessage());
    assertFalse(throwing.isCancelled());
    assertTrue(throwing.isCompletedExceptionally());
    var outcome = Outcome.of(throwing);
    assertEquals("mine", outcome.failure().getMessage());
  }

  @Test
  void theHandlerOfUncaughtExceptionsHearsOfATasksOwnCompletionExceptionWhole() throws Exception {
    var heard = new CompletableFuture<Throwable>();
    var before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> heard.complete(failure));
    try {
      pool.execute(
          () -> {
            throw new CompletionException("msg", new IOException("the cause"));
          });
      assertEquals("msg", get(heard).getMessage());
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(before);
    }
  }

  /** An interface for a proxy that only this class's package sees. */
  private interface Named {
    String name();
  }

  private record Answering(String answer)
      implements java.lang.reflect.InvocationHandler, Serializable {
    @Override
    public Object invoke(Object proxy, java.lang.reflect.Method method, Object[] arguments) {
      return answer;
    }
  }

  private static Object proxy(Class<?>... interfaces) {
    return java.lang.reflect.Proxy.newProxyInstance(
        ProcessPoolTest.class.getClassLoader(), interfaces, new Answering("proxy"));
  }

  @Test
  void proxiesTravelBothWays() throws Exception {
    var there = (Named) proxy(Named.class);
    assertEquals("proxy", get(pool.submit(() -> there.name())));
    assertEquals("proxy", ((Named) get(pool.submit(() -> proxy(Named.class)))).name());
  }

  private static final class Stubborn extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    @SuppressWarnings("serial") // that is the point
    private final Object obstacle = new Object();

    Stubborn(String message, Throwable cause) {
      super(message + " but no " + Object.class.isInstance(null), cause);
    }

    @Override
    public String toString() {
      return super.toString() + obstacle;
    }
  }

  @Test
  void anExceptionThatCannotTravelHasADescribedStandIn() {
    var standIn =
        failure(
            TaskFailedException.class,
            pool.submit(
                () -> {
                  throw new Stubborn("stuck", new IOException("the cause"));
                }));
    assertEquals(Stubborn.class.getName(), standIn.originalClassName());
    assertEquals(Stubborn.class.getName() + ": stuck but no false", standIn.getMessage());
    assertTrue(standIn.getStackTrace()[0].getClassName().startsWith(getClass().getName()));
    var cause = assertInstanceOf(TaskFailedException.class, standIn.getCause());
    assertEquals("java.io.IOException: the cause", cause.getMessage());
  }

  @Test
  void aTaskThatIsNotSerializableFailsAloneAndNamesTheClass() throws Exception {
    Callable<Integer> plain = () -> 1;
    var unfit = new Object();
    var lambda = failure(NotSerializableException.class, pool.submit(plain));
    assertTrue(lambda.getMessage().startsWith(getClass().getName()), lambda.getMessage());
    var captured = failure(NotSerializableException.class, pool.submit(() -> unfit.hashCode()));
    assertEquals("java.lang.Object, in the task", captured.getMessage());
    assertEquals(1, get(pool.submit(() -> 1)));
  }

  @Test
  void aResultThatIsNotSerializableFailsAloneAndNamesTheClass() throws Exception {
    var failure = failure(NotSerializableException.class, pool.submit(() -> new Object()));
    assertEquals("java.lang.Object, in the task's result", failure.getMessage());
    var half = pool.submit(() -> List.of("x".repeat(1 << 20), new Object()));
    failure(NotSerializableException.class, half);
    assertEquals(1, get(pool.submit(() -> 1)));
  }

  /** Can be written, but not read: halfway through, with a megabyte still to come. */
  private static final class Unreadable implements java.io.Serializable {
    @Serial private static final long serialVersionUID = 1;
    private final byte[] rest = new byte[1 << 20];

    @Serial
    private void readObject(java.io.ObjectInputStream in) throws IOException {
      throw new IOException("unreadable after " + in.available() + " of " + Unreadable.class);
    }

    int size() {
      return rest.length;
    }
  }

  @Test
  void whatCannotBeReadFailsAloneOnEitherSide() throws Exception {
    for (int i = 0; i < 10; i++) {
      failure(IOException.class, pool.submit(() -> new Unreadable()));
      var unreadable = new Unreadable();
      failure(IOException.class, pool.submit(() -> unreadable.size()));
      assertEquals(1, get(pool.submit(() -> 1)));
    }
  }

  @Test
  void whatATaskPrintsAndReadsIsNoneOfThePoolsBusiness() throws Exception {
    var read =
        pool.submit(
            () -> {
              System.err.print("");
              System.out.print("");
              return System.in.read();
            });
    assertEquals(-1, get(read));
  }

  @Test
  void aTaskReadsItsWorkersNumber() throws Exception {
    assertEquals(OptionalInt.empty(), ProcessPool.workerNumber());
    for (int i = 0; i < 10; i++) {
      int number = get(pool.submit(() -> ProcessPool.workerNumber().orElseThrow()));
      assertTrue(number == 1 || number == 2, "number " + number);
    }
  }

  @Test
  void largeTasksAndResultsArriveWhole() throws Exception {
    var bytes = new byte[3 << 20];
    IntStream.range(0, bytes.length).forEach(i -> bytes[i] = (byte) (i * 31));
    for (int i = 0; i < 3; i++) {
      assertArrayEquals(bytes, get(pool.submit(() -> bytes)));
    }
  }

  @Test
  void executeRunsATaskAndRefusesOneThatCannotTravel() throws Exception {
    try (var meeting = new Rendezvous()) {
      int port = meeting.port();
      pool.execute(() -> Rendezvous.stop(port));
      meeting.guest().release();
    }
    Runnable plain = () -> {};
    var refusal = assertThrows(RejectedExecutionException.class, () -> pool.execute(plain));
    assertInstanceOf(NotSerializableException.class, refusal.getCause());
    assertThrows(
        RejectedExecutionException.class, () -> CompletableFuture.runAsync(() -> {}, pool));
  }

  @Test
  void theHandlerOfUncaughtExceptionsHearsOfExecutedTasksThatFail() throws Exception {
    var heard = new CompletableFuture<Throwable>();
    var before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> heard.complete(failure));
    try {
      pool.execute(
          () -> {
            throw new IllegalStateException("nobody waits for this");
          });
      assertEquals("nobody waits for this", get(heard).getMessage());
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(before);
    }
  }

  @Test
  void anyNumberOfThreadsMaySubmit() throws Exception {
    var submitters = new ArrayList<TestThread<Long>>();
    for (int i = 0; i < 8; i++) {
      var submitter =
          TestThread.start(
              () -> {
                long sum = 0;
                for (long j = 0; j < 200; j++) {
                  sum += get(pool.submit(square(j)));
                }
                return sum;
              });
      submitters.add(submitter);
    }
    for (var submitter : submitters) {
      assertEquals(LongStream.range(0, 200).map(j -> j * j).sum(), submitter.result());
    }
  }

  @Test
  void invokeAllWaitsForEveryTask() throws Exception {
    var tasks = LongStream.range(0, 20).<Callable<Long>>mapToObj(ProcessPoolTest::square).toList();
    var squares = new ArrayList<Long>();
    for (var future : pool.invokeAll(tasks)) {
      assertTrue(future.isDone());
      squares.add(future.get());
    }
    assertEquals(LongStream.range(0, 20).mapToObj(i -> i * i).toList(), squares);
  }

  private static SerializableCallable<Long> square(long i) {
    return () -> i * i;
  }

  private static SerializableCallable<Long> endless() {
    return () -> {
      while (true) {
        Thread.onSpinWait();
      }
    };
  }

  @Test
  void invokeAllCancelsWhatIsNotDoneInTime() throws Exception {
    get(pool.submit(() -> 0)); // so that one is warm
    var futures = pool.invokeAll(List.of(square(2), endless(), endless()), 500, MILLISECONDS);
    assertTrue(futures.stream().allMatch(Future::isDone));
    assertTrue(futures.get(1).isCancelled());
    assertTrue(futures.get(2).isCancelled());
  }

  @Test
  void timeoutsMayBeAsLongOrAsShortAsALongCanTell() throws Exception {
    for (var unit : TimeUnit.values()) {
      var squares = pool.invokeAll(List.of(square(2)), Long.MAX_VALUE, unit);
      assertEquals(4, squares.get(0).get());
      assertEquals(9, pool.invokeAny(List.of(square(3)), Long.MAX_VALUE, unit));
      var late = pool.invokeAll(List.of(endless()), Long.MIN_VALUE, unit);
      assertTrue(late.get(0).isCancelled());
      assertThrows(
          TimeoutException.class, () -> pool.invokeAny(List.of(endless()), Long.MIN_VALUE, unit));
      assertFalse(pool.awaitTermination(Long.MIN_VALUE, unit));
      var other = new ProcessPool();
      other.shutdown();
      assertTrue(other.awaitTermination(Long.MAX_VALUE, unit));
    }
  }

  @Test
  void invokeAnyGivesTheFirstSuccessAndCancelsTheRest() throws Exception {
    SerializableCallable<Long> failing =
        () -> {
          throw new IOException("not this one");
        };
    assertEquals(9, pool.invokeAny(List.of(failing, square(3), endless()), 30, SECONDS));
    var allFailed =
        assertThrows(ExecutionException.class, () -> pool.invokeAny(List.of(failing, failing)));
    assertEquals("not this one", allFailed.getCause().getMessage());
    assertThrows(
        TimeoutException.class, () -> pool.invokeAny(List.of(endless()), 10, MILLISECONDS));
    assertThrows(IllegalArgumentException.class, () -> pool.invokeAny(List.of()));
  }

  @Test
  void missingArgumentsAreRefusedByName() {
    assertEquals("task", refused(() -> pool.submit((Callable<?>) null)));
    assertEquals("task", refused(() -> pool.submit((SerializableCallable<?>) null)));
    assertEquals("task", refused(() -> pool.submit((Runnable) null)));
    assertEquals("task", refused(() -> pool.submit((SerializableRunnable) null)));
    assertEquals("task", refused(() -> pool.submit((Runnable) null, 1)));
    assertEquals("task", refused(() -> pool.execute((Runnable) null)));
    assertEquals("task", refused(() -> pool.execute((SerializableRunnable) null)));
    assertEquals("limit", refused(() -> pool.submit(() -> 1, null)));
  }

  private static String refused(Runnable call) {
    return assertThrows(NullPointerException.class, call::run).getMessage();
  }

  @Test
  void aPoolThatWasShutDownRunsWhatItHasAndTakesNoMore() throws Exception {
    var other = ProcessPool.builder().size(1).build();
    try (var meeting = new Rendezvous()) {
      int port = meeting.port();
      var running =
          other.submit(
              () -> {
                Rendezvous.stop(port);
                return "ran";
              });
      var queued = other.submit(() -> "ran, too");
      var guest = meeting.guest();
      other.shutdown();
      assertTrue(other.isShutdown());
      assertFalse(other.isTerminated());
      assertFalse(other.awaitTermination(1, MILLISECONDS));
      assertThrows(RejectedExecutionException.class, () -> other.submit(() -> 1));
      assertThrows(RejectedExecutionException.class, () -> other.execute(() -> {}));
      guest.release();
      assertEquals("ran", get(running));
      assertEquals("ran, too", get(queued));
      assertTrue(other.awaitTermination(30, SECONDS));
      assertTrue(other.isTerminated());
      assertFalse(guest.process().isAlive());
    }
  }

  @Test
  void shutdownNowKillsWhatRunsAndCancelsWhatIsQueued() throws Exception {
    try (var meeting = new Rendezvous();
        var other = ProcessPool.builder().size(1).build()) {
      int port = meeting.port();
      var running =
          other.submit(
              () -> {
                Rendezvous.tell(port);
                return endless().call();
              });
      var queued = other.submit(() -> 1L);
      var guest = meeting.guest();
      assertEquals(List.of(), other.shutdownNow());
      assertTrue(running.isCancelled());
      assertTrue(queued.isCancelled());
      assertTrue(other.awaitTermination(30, SECONDS));
      assertFalse(guest.process().isAlive());
    }
  }

  @Test
  void anInterruptedCloseCancelsEverythingAndKeepsTheInterruption() throws Exception {
    var other = ProcessPool.builder().size(1).build();
    var running = other.submit(endless());
    var closing =
        TestThread.start(
            () -> {
              other.close();
              return Thread.interrupted();
            });
    closing.untilItWaits().interrupt();
    assertTrue(closing.result());
    assertTrue(running.isCancelled());
    assertTrue(other.isTerminated());
  }

  @Test
  void aPoolThatNeverHadATaskHasNoProcess() throws Exception {
    var other = new ProcessPool();
    assertEquals(Runtime.getRuntime().availableProcessors(), other.size());
    assertEquals(List.of(), other.workers());
    other.close();
    assertTrue(other.awaitTermination(0, DAYS));
    other.close();
    assertSame(true, other.isTerminated());
  }
}
