package dev.tandem.threads;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class VirtualThreadsTest {
  private final ExecutorService executor = VirtualThreads.newExecutor();

  @AfterEach
  void shutDown() {
    executor.shutdownNow();
  }

  @Test
  void areSupportedFromJava21On() {
    assertEquals(Runtime.version().feature() >= 21, VirtualThreads.isSupported());
  }

  @Test
  void everyTaskStartsAtOnceHoweverManyAreRunning() throws Exception {
    var allHere = new CyclicBarrier(500);
    var tasks = new ArrayList<Future<Integer>>();
    for (int i = 0; i < allHere.getParties(); i++) {
      tasks.add(executor.submit(() -> allHere.await(20, SECONDS)));
    }
    for (var task : tasks) {
      task.get();
    }
  }

  @Test
  void runsTasksOnVirtualThreadsWhereTheJvmHasThem() throws Exception {
    Callable<Boolean> onVirtualThread =
        () -> (boolean) Thread.class.getMethod("isVirtual").invoke(Thread.currentThread());
    if (VirtualThreads.isSupported()) {
      assertTrue(executor.submit(onVirtualThread).get());
    } else {
      assertTrue(executor.submit(() -> Thread.currentThread().isDaemon()).get());
    }
  }

  @Test
  void anInterruptedTaskSeesItsInterruption() throws Exception {
    var started = new CountDownLatch(1);
    var interrupted = new CountDownLatch(1);
    var task =
        executor.submit(
            () -> {
              started.countDown();
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                interrupted.countDown();
              }
            });
    assertTrue(started.await(10, SECONDS));
    task.cancel(true);
    assertTrue(interrupted.await(10, SECONDS));
  }

  @Test
  void tasksInheritNoThreadLocalsAndHaveTheContextClassLoaderOfTheExecutorsMaker()
      throws Exception {
    var inheritable = new InheritableThreadLocal<String>();
    var submitter = Thread.currentThread();
    var loader = submitter.getContextClassLoader();
    inheritable.set("the submitter's");
    submitter.setContextClassLoader(new ClassLoader(loader) {});
    try {
      assertNull(executor.submit(inheritable::get).get());
      var seen = executor.submit(() -> Thread.currentThread().getContextClassLoader()).get();
      assertSame(loader, seen);
    } finally {
      submitter.setContextClassLoader(loader);
      inheritable.remove();
    }
  }
}
