package dev.tandem.threads.processes;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.fixtures.Rendezvous;
import dev.tandem.threads.VirtualThreads;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** The threads of this process that serve a pool. */
class ProcessPoolThreadsTest extends AnyPoolTest {
  private static final InheritableThreadLocal<String> INHERITED = new InheritableThreadLocal<>();

  ProcessPoolThreadsTest() {
    super(1);
  }

  /** What a callback finds on the pool's thread, if {@code submit} starts that. */
  private <T> T onThePoolsThread(Callable<T> callback) throws Exception {
    int port = meeting.port();
    var found =
        pool.submit(
                () -> {
                  Rendezvous.stop(port);
                  return 1;
                })
            .thenApply(
                done -> {
                  try {
                    return callback.call();
                  } catch (Exception e) {
                    throw new AssertionError(e);
                  }
                });
    meeting.guest().release();
    return found.get(30, SECONDS);
  }

  private record Found(
      boolean daemon, int priority, String group, ClassLoader loader, String inherited) {
    static Found here() {
      var thread = Thread.currentThread();
      return new Found(
          thread.isDaemon(),
          thread.getPriority(),
          thread.getThreadGroup().getName(),
          thread.getContextClassLoader(),
          INHERITED.get());
    }
  }

  @Test
  void takeAfterNobodyWhoSubmits() throws Exception {
    var loader = Thread.currentThread().getContextClassLoader();
    var other = new URLClassLoader(new URL[0], loader);
    var submitting =
        new FutureTask<>(
            () -> {
              INHERITED.set("the submitter's");
              return onThePoolsThread(Found::here);
            });
    var group = new ThreadGroup("the submitter's");
    group.setMaxPriority(3);
    var submitter = new Thread(group, submitting);
    submitter.setDaemon(true);
    submitter.setPriority(2);
    submitter.setContextClassLoader(other);
    submitter.start();
    var found = submitting.get(30, SECONDS);
    assertEquals(new Found(false, Thread.NORM_PRIORITY, "system", loader, null), found);
    var errors = threadNamed("tandem-worker-1-errors");
    assertTrue(errors.isDaemon());
    assertSame(loader, errors.getContextClassLoader());
    assertEquals(Thread.NORM_PRIORITY, errors.getPriority());
  }

  @Test
  void areTheSameWhenAVirtualThreadSubmits() throws Exception {
    var expected =
        new Found(
            false,
            Thread.NORM_PRIORITY,
            "system",
            Thread.currentThread().getContextClassLoader(),
            null);
    var executor = VirtualThreads.newExecutor();
    try {
      var found = executor.submit(() -> onThePoolsThread(Found::here));
      assertEquals(expected, found.get(30, SECONDS));
    } finally {
      executor.shutdown();
    }
  }

  private static Thread threadNamed(String name) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void areNotInterruptedByWhoKnowsThemFromACallback() throws Exception {
    var thread = onThePoolsThread(Thread::currentThread);
    long pid = pool.workers().get(0).pid();
    for (int i = 0; i < 100; i++) {
      thread.interrupt();
      assertEquals(pid, pool.submit(() -> ProcessHandle.current().pid()).get(30, SECONDS));
      thread.interrupt();
    }
  }

  @Test
  void canBeInterruptedInACallbackWhichKeepsNothingFromTheNextTask() throws Exception {
    var interrupted = new CompletableFuture<Boolean>();
    onThePoolsThread(
        () -> {
          Thread.currentThread().interrupt();
          return interrupted.complete(Thread.currentThread().isInterrupted());
        });
    assertTrue(interrupted.get());
    assertFalse(onThePoolsThread(() -> Thread.currentThread().isInterrupted()));
    assertNull(INHERITED.get());
  }

  @Test
  void toStringTellsTheSizeTheWorkersAndTheQueue() throws Exception {
    assertEquals("ProcessPool[size = 1, workers = 0, idle = 0, queued = 0]", pool.toString());
    int port = meeting.port();
    var running =
        pool.submit(
            () -> {
              Rendezvous.stop(port);
              return 1;
            });
    var queued = pool.submit(() -> 2);
    var guest = meeting.guest();
    assertEquals("ProcessPool[size = 1, workers = 1, idle = 0, queued = 1]", pool.toString());
    pool.shutdown();
    assertEquals(
        "ProcessPool[size = 1, workers = 1, idle = 0, queued = 1, shut down]", pool.toString());
    guest.release();
    assertEquals(1, running.get(30, SECONDS));
    assertEquals(2, queued.get(30, SECONDS));
    pool.close();
    assertEquals(
        "ProcessPool[size = 1, workers = 0, idle = 0, queued = 0, terminated]", pool.toString());
  }

  @Test
  void aBuilderTellsTheSizes() {
    var builder = ProcessPool.builder().size(3).minSize(1);
    assertEquals("ProcessPoolBuilder[size = 3, minSize = 1]", builder.toString());
  }
}
