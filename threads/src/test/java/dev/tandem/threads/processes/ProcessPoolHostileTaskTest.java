package dev.tandem.threads.processes;

import static dev.tandem.fixtures.Bounded.failure;
import static dev.tandem.fixtures.Bounded.get;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.fixtures.TestThread;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/**
 * Whatever a task does to the process that it runs in, its future is done, by an answer or by the
 * process's death, and the pool can be closed.
 */
@Timeout(120)
class ProcessPoolHostileTaskTest {
  private ProcessPool pool;

  @BeforeEach
  void open() {
    pool = one().build();
  }

  private static ProcessPoolBuilder one() {
    return ProcessPool.builder().size(1);
  }

  @AfterEach
  void theNextTaskRunsAndThePoolCloses() throws Exception {
    try {
      assertEquals(1, get(pool.submit(() -> 1)));
      var workers = pool.workers();
      var closing =
          TestThread.start(
              () -> {
                pool.close();
                return null;
              });
      closing.result();
      assertFalse(workers.stream().anyMatch(ProcessHandle::isAlive));
    } finally {
      pool.shutdownNow();
    }
  }

  /** Leaves a thread that keeps the process alive. */
  private static void leaveThread() {
    new Thread(ProcessPoolHostileTaskTest::hang).start();
  }

  private static void hang() {
    while (true) {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        // no
      }
    }
  }

  private static Error boom() {
    return new AssertionError("boom");
  }

  /** An exception of which each of the methods that a worker may call can be made to fail. */
  private static final class Trap extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;
    private final String trapped;

    Trap(String trapped) {
      super("caught");
      this.trapped = trapped;
    }

    private boolean is(String method) {
      return method.equals(trapped);
    }

    @Override
    public String getMessage() {
      if (is("getMessage")) {
        throw boom();
      }
      return super.getMessage();
    }

    @Override
    public synchronized Throwable getCause() {
      if (is("getCause")) {
        throw boom();
      }
      return super.getCause();
    }

    @Override
    public StackTraceElement[] getStackTrace() {
      if (is("getStackTrace")) {
        throw boom();
      }
      return is("no stack trace") ? null : super.getStackTrace();
    }

    @Override
    public String toString() {
      if (is("toString")) {
        throw boom();
      }
      return super.toString();
    }

    @Serial
    private void writeObject(ObjectOutputStream out) {
      throw boom();
    }

    @Serial
    private Object writeReplace() {
      return is("no replacement") ? null : is("replaced") ? "text" : this;
    }
  }

  private TaskFailedException trapped(String method) {
    return failure(
        TaskFailedException.class,
        pool.submit(
            () -> {
              leaveThread();
              throw new Trap(method);
            }));
  }

  @Test
  void anExceptionThatCannotTellItsMessageIsDescribedWithoutIt() {
    var standIn = trapped("getMessage");
    assertEquals(Trap.class.getName(), standIn.originalClassName());
    assertTrue(standIn.getMessage().contains("getMessage threw java.lang.AssertionError"));
    assertTrue(standIn.getStackTrace().length > 0);
  }

  @Test
  void anExceptionThatCannotTellItsCauseIsDescribedWithoutIt() {
    var standIn = trapped("getCause");
    assertEquals(Trap.class.getName() + ": caught", standIn.getMessage());
    assertNull(standIn.getCause());
  }

  @Test
  void anExceptionThatCannotTellItsStackTraceIsDescribedWithoutIt() {
    for (var method : List.of("getStackTrace", "no stack trace")) {
      var standIn = trapped(method);
      assertEquals(Trap.class.getName() + ": caught", standIn.getMessage());
      assertArrayEquals(new StackTraceElement[0], standIn.getStackTrace());
    }
  }

  @Test
  void anExceptionThatThrowsWhenItIsWrittenIsDescribed() {
    for (var method : List.of("writeObject", "toString", "no replacement", "replaced")) {
      assertEquals(Trap.class.getName() + ": caught", trapped(method).getMessage());
    }
  }

  private record Unwritable(int depth) implements Serializable {
    @Serial
    private Object writeReplace() {
      throw depth == 0 ? boom() : new ThreadDeathOfMyOwn();
    }
  }

  private static final class ThreadDeathOfMyOwn extends Error {
    @Serial private static final long serialVersionUID = 1;
  }

  @Test
  void aResultThatThrowsAnErrorWhenItIsWrittenFailsAlone() {
    var error =
        failure(
            AssertionError.class,
            pool.submit(
                () -> {
                  leaveThread();
                  return new Unwritable(0);
                }));
    assertEquals("boom", error.getMessage());
    failure(ThreadDeathOfMyOwn.class, pool.submit(() -> new Unwritable(1)));
  }

  @Test
  void aResultTooDeepToBeWrittenFailsAlone() {
    failure(
        StackOverflowError.class,
        pool.submit(
            () -> {
              leaveThread();
              List<Object> deep = new ArrayList<>();
              for (int i = 0; i < 1_000_000; i++) {
                deep = new ArrayList<>(List.of(deep));
              }
              return deep;
            }));
  }

  @Test
  void anExceptionWithACauseTooDeepToBeWrittenIsDescribed() {
    var standIn =
        failure(
            TaskFailedException.class,
            pool.submit(
                () -> {
                  leaveThread();
                  var deep = new Exception("deepest");
                  for (int i = 0; i < 100_000; i++) {
                    deep = new Exception("deep", deep);
                  }
                  throw deep;
                }));
    assertEquals("java.lang.Exception: deep", standIn.getMessage());
  }

  @Test
  void errorsOfTheVirtualMachineThatATaskThrowsByHandAreFailuresLikeOthers() {
    failure(
        OutOfMemoryError.class,
        pool.submit(
            () -> {
              leaveThread();
              throw new OutOfMemoryError("by hand");
            }));
    failure(
        InternalError.class,
        pool.submit(
            () -> {
              throw new InternalError("by hand");
            }));
  }

  /** Throws whenever it is used. */
  private static final class Broken extends OutputStream {
    @Override
    public void write(int b) {
      throw boom();
    }

    @Override
    public void flush() {
      throw boom();
    }
  }

  @Test
  void brokenStandardStreamsCostNoAnswer() throws Exception {
    assertEquals(
        "out",
        get(
            pool.submit(
                () -> {
                  leaveThread();
                  System.setOut(new PrintStream(new Broken()));
                  System.setErr(new PrintStream(new Broken()));
                  return "out";
                })));
    assertEquals(
        "err",
        get(
            pool.submit(
                () -> {
                  System.setOut(null);
                  System.setErr(null);
                  System.setIn(null);
                  return "err";
                })));
    failure(
        NullPointerException.class,
        pool.submit(
            () -> {
              System.out.println("to nobody");
              return 1;
            }));
  }

  /** Takes everything, and never says that it has. */
  private static final class Unflushable extends OutputStream {
    @Override
    public void write(int b) {
      // gone
    }

    @Override
    public void flush() {
      hang();
    }
  }

  @Test
  void aStreamWhoseFlushHangsCostsNoAnswer() throws Exception {
    assertEquals(
        "out",
        get(
            pool.submit(
                () -> {
                  leaveThread();
                  System.setOut(new PrintStream(new Unflushable()));
                  return "out";
                })));
    var error =
        failure(
            AssertionError.class,
            pool.submit(
                () -> {
                  System.setErr(new PrintStream(new Unflushable()));
                  throw boom();
                }));
    assertEquals("boom", error.getMessage());
  }

  @Test
  void aThreadThatHoldsTheLockOfAStreamCostsNoAnswer() throws Exception {
    assertEquals(
        "out",
        get(
            pool.submit(
                () -> {
                  var held = new CountDownLatch(1);
                  var stream = new OwnLock();
                  System.setOut(stream);
                  new Thread(() -> hangWith(stream, held)).start();
                  held.await();
                  return "out";
                })));
  }

  /** A stream of a class of its own is its own lock on each Java. */
  private static final class OwnLock extends PrintStream {
    OwnLock() {
      super(System.out);
    }
  }

  private static void hangWith(Object lock, CountDownLatch held) {
    synchronized (lock) {
      held.countDown();
      hang();
    }
  }

  @Test
  void aResultThatReplacesItselfByNullIsNull() throws Exception {
    assertNull(get(pool.submit(() -> new Nothing())));
    var captured = new Nothing();
    assertNull(get(pool.submit(() -> captured)));
  }

  private static final class Nothing implements Serializable {
    @Serial private static final long serialVersionUID = 1;

    @Serial
    private Object writeReplace() {
      return null;
    }
  }

  @Test
  void closedStandardDescriptorsCostNoAnswer() throws Exception {
    assertEquals(
        "closed",
        get(
            pool.submit(
                () -> {
                  leaveThread();
                  new FileInputStream(FileDescriptor.in).close();
                  new FileOutputStream(FileDescriptor.out).close();
                  new FileOutputStream(FileDescriptor.err).close();
                  return "closed";
                })));
  }

  @Test
  void whatATaskSetsForItsThreadCostsNoAnswer() throws Exception {
    assertEquals(
        "set",
        get(
            pool.submit(
                () -> {
                  leaveThread();
                  Thread.currentThread().setContextClassLoader(null);
                  Thread.currentThread().setPriority(Thread.MIN_PRIORITY);
                  Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> hang());
                  Thread.currentThread().setUncaughtExceptionHandler((thread, failure) -> hang());
                  Thread.currentThread().interrupt();
                  return "set";
                })));
  }

  @Test
  void hooksThatHangHoldNeitherAnExitNorTheEndOfThePool() {
    var death =
        failure(
            WorkerDiedException.class,
            pool.submit(
                () -> {
                  leaveThread();
                  hookThatHangs();
                  System.exit(7);
                  return 1;
                }));
    assertTrue(death.exitValue().isPresent());
    pool.submit(ProcessPoolHostileTaskTest::hookThatHangs);
  }

  private static void hookThatHangs() {
    Runtime.getRuntime().addShutdownHook(new Thread(ProcessPoolHostileTaskTest::hang));
  }

  /** By its value, what it threw, or the death of its worker. */
  private static void assertDone(Future<?> future) throws Exception {
    try {
      get(future);
    } catch (ExecutionException e) {
      assertTrue(future.isDone());
    }
  }

  private static void interruptForEver(Thread thread) {
    while (true) {
      thread.interrupt();
      Thread.onSpinWait();
    }
  }

  @Test
  void aThreadThatKeepsInterruptingTheTasksThreadEndsTheWorkerAtMost() throws Exception {
    for (int i = 0; i < 3; i++) {
      assertDone(
          pool.submit(
              () -> {
                var mine = Thread.currentThread();
                new Thread(() -> interruptForEver(mine)).start();
                return 1;
              }));
    }
    pool.workers().forEach(ProcessHandle::destroyForcibly);
  }

  @Test
  void aTaskThatInterruptsEveryThreadCostsNoAnswer() throws Exception {
    SerializableCallable<Long> task =
        () -> {
          leaveThread();
          Thread.getAllStackTraces().keySet().forEach(Thread::interrupt);
          return ProcessHandle.current().pid();
        };
    long pid = get(pool.submit(task));
    for (int i = 0; i < 10; i++) {
      assertEquals(pid, get(pool.submit(task)));
    }
  }

  @Test
  @EnabledForJreRange(max = JRE.JAVA_17)
  @SuppressWarnings({"deprecation", "removal"})
  void aThreadThatIsStoppedEndsTheWorkerAtMost() throws Exception {
    assertDone(
        pool.submit(
            () -> {
              leaveThread();
              var mine = Thread.currentThread();
              new Thread(mine::stop).start();
              return 1;
            }));
    failure(
        ThreadDeath.class,
        pool.submit(
            () -> {
              throw new ThreadDeath();
            }));
  }

  @SuppressWarnings("removal")
  private static final class ForbidsToExit extends SecurityManager {
    @Override
    public void checkExit(int status) {
      throw new SecurityException("no exit with " + status);
    }

    @Override
    public void checkPermission(java.security.Permission permission) {
      // everything else may be done
    }
  }

  @Test
  @SuppressWarnings("removal")
  void aTaskCannotForbidItsWorkerToEnd() {
    failure(
        UnsupportedOperationException.class,
        pool.submit(
            () -> {
              leaveThread();
              System.setSecurityManager(new ForbidsToExit());
              return 1;
            }));
  }

  @Test
  @EnabledForJreRange(max = JRE.JAVA_21)
  @SuppressWarnings("removal")
  void aWorkerThatATaskForbidsToEndEndsAllTheSameIfTheBuilderLetsTasksForbidIt() throws Exception {
    try (var permissive = one().jvmOptions("-Djava.security.manager=allow").build()) {
      get(
          permissive.submit(
              () -> {
                leaveThread();
                System.setSecurityManager(new ForbidsToExit());
                return null;
              }));
      var worker = permissive.workers().get(0);
      permissive.shutdown();
      worker.onExit().get(4, SECONDS); // the pool kills it after five
    }
  }
}
