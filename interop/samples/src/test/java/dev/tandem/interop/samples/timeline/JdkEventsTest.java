package dev.tandem.interop.samples.timeline;

import static dev.tandem.interop.samples.timeline.Timelines.arrows;
import static dev.tandem.interop.samples.timeline.Timelines.await;
import static dev.tandem.interop.samples.timeline.Timelines.lane;
import static dev.tandem.interop.samples.timeline.Timelines.on;
import static dev.tandem.interop.samples.timeline.Timelines.span;
import static dev.tandem.interop.samples.timeline.Timelines.spans;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.threads.VirtualThreads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** What a timeline shows of the JDK's own events. */
@Timeout(60)
class JdkEventsTest {
  @Test
  void aThreadThatSleepsIsSleeping() throws Exception {
    var timeline = Timelines.of(() -> on("sleeper", () -> sleep(50)));
    var sleep = span(timeline, "sleeper", Activity.SLEEPING);
    assertTrue(sleep.length() >= MILLISECONDS.toNanos(49), sleep.toString());
    assertEquals("Thread.sleep for 50 ms", sleep.about());
    assertTrue(sleep.place().startsWith("JdkEventsTest.sleep, line "), sleep.place());
  }

  private static Void sleep(long millis) throws InterruptedException {
    Thread.sleep(millis);
    return null;
  }

  @Test
  void aSleepThatIsInterruptedEndsBeforeItsTime() throws Exception {
    var timeline =
        Timelines.of(
            () -> {
              var sleeper = new Thread(JdkEventsTest::sleepLong, "sleeper");
              sleeper.start();
              await(sleeper, Thread.State.TIMED_WAITING);
              sleeper.interrupt();
              sleeper.join();
            });
    assertEquals(
        "before its time: interrupted", span(timeline, "sleeper", Activity.SLEEPING).ending());
  }

  private static void sleepLong() {
    try {
      Thread.sleep(60_000);
    } catch (InterruptedException expected) {
      // as it was meant
    }
  }

  @Test
  void aThreadIsStartedByAnotherAndRunsFromItsStartToItsEnd() throws Exception {
    var timeline = Timelines.of(() -> on("starter", () -> on("started", () -> null)));
    assertTrue(arrows(timeline).contains("starter starts started"), arrows(timeline).toString());
    var started = lane(timeline, "started");
    assertTrue(started.from() > lane(timeline, "starter").from());
    long running =
        started.timeOf(Activity.RUNNING); // all its life, but where the JVM itself made it wait
    assertTrue(0 < running && running <= started.to() - started.from(), started.toString());
  }

  @Test
  void joiningAThreadIsWaitingForItsEnd() throws Exception {
    var timeline = Timelines.of(() -> on("joiner", () -> on("joined", () -> sleep(20))));
    var join = span(timeline, "joiner", Activity.WAITING);
    assertEquals("join", join.label());
    assertTrue(arrows(timeline).contains("joined notifies joiner"), arrows(timeline).toString());
  }

  @Test
  void aThreadIsBlockedWhileAnotherHasTheMonitor() throws Exception {
    var monitor = new Object();
    var timeline =
        Timelines.of(
            () ->
                on(
                    "owner",
                    () -> {
                      var second = new Thread(() -> enter(monitor), "second");
                      synchronized (monitor) {
                        second.start();
                        await(second, Thread.State.BLOCKED);
                      }
                      second.join();
                      return null;
                    }));
    var blocked = spans(timeline, "second", Activity.BLOCKED).get(0);
    assertEquals("the monitor of a java.lang.Object", blocked.about());
    assertEquals("given up by owner", blocked.ending());
    assertTrue(
        arrows(timeline).contains("owner gives up the monitor to second"),
        arrows(timeline).toString());
  }

  private static void enter(Object monitor) {
    synchronized (monitor) {
      monitor.notifyAll();
    }
  }

  @Test
  void whoeverWaitsForAMonitorIsNotifiedByAnother() throws Exception {
    var monitor = new Object();
    var timeline =
        Timelines.of(
            () -> {
              var waiter = new Thread(() -> waitFor(monitor), "waiter");
              waiter.start();
              await(waiter, Thread.State.WAITING);
              on(
                  "notifier",
                  () -> {
                    enter(monitor);
                    return null;
                  });
              waiter.join();
            });
    assertEquals("notified by notifier", span(timeline, "waiter", Activity.WAITING).ending());
    assertTrue(arrows(timeline).contains("notifier notifies waiter"));
  }

  private static void waitFor(Object monitor) {
    synchronized (monitor) {
      try {
        monitor.wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Test
  void aParkedThreadWaitsForWhatItIsParkedOn() throws Exception {
    var latch = new CountDownLatch(1);
    var timeline =
        Timelines.of(
            () -> {
              var waiter = new Thread(() -> pass(latch), "waiter");
              waiter.start();
              await(waiter, Thread.State.WAITING);
              latch.countDown();
              waiter.join();
            });
    assertEquals("latch", span(timeline, "waiter", Activity.WAITING).label());
  }

  private static void pass(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aThreadIsBlockedWhileAnotherHasTheLock() throws Exception {
    var lock = new ReentrantLock();
    var timeline =
        Timelines.of(
            () -> {
              var second = new Thread(() -> lockAndUnlock(lock), "second");
              lock.lock();
              second.start();
              await(second, Thread.State.WAITING);
              lock.unlock();
              second.join();
            });
    assertEquals("lock", span(timeline, "second", Activity.BLOCKED).label());
  }

  private static void lockAndUnlock(ReentrantLock lock) {
    lock.lock();
    lock.unlock();
  }

  @Test
  void readingFromASocketIsInputOrOutput() throws Exception {
    var timeline =
        Timelines.of(
            () -> {
              try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                  var client = new Socket(server.getInetAddress(), server.getLocalPort());
                  var accepted = server.accept()) {
                var reader = new Thread(() -> read(client), "reader");
                reader.start();
                accepted.getOutputStream().write(new byte[7]);
                reader.join();
              }
            });
    var reads = spans(timeline, "reader", Activity.IO).stream().map(Span::about).toList();
    assertTrue(
        reads.stream().anyMatch(read -> read.matches("reads from .*, 7 bytes")), reads.toString());
  }

  private static void read(Socket socket) {
    try {
      socket.getInputStream().readNBytes(7);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_21)
  void aVirtualThreadHasALaneOfItsOwn() throws Exception {
    var timeline =
        Timelines.of(
            () -> {
              var executor = VirtualThreads.newExecutor();
              executor.submit(() -> sleep(30)).get();
              executor.shutdown();
            });
    var sleepers =
        timeline.groups().get(0).lanes().stream()
            .filter(lane -> lane.kind() == LaneKind.VIRTUAL_THREAD)
            .toList();
    assertEquals(1, sleepers.size(), sleepers.toString());
    assertEquals(1, spans(timeline, sleepers.get(0).name(), Activity.SLEEPING).size());
  }

  @Test
  void aProcessHasALaneFromItsStart() throws Exception {
    var pid = new long[1];
    var timeline =
        Timelines.of(
            () ->
                on(
                    "launcher",
                    () -> {
                      var java = System.getProperty("java.home") + "/bin/java";
                      var process = new ProcessBuilder(java, "-version").start();
                      pid[0] = process.pid();
                      return process.waitFor();
                    }));
    var process = lane(timeline, "process " + pid[0]);
    assertEquals(LaneKind.PROCESS, process.kind());
    assertTrue(process.marks().get(0).what().endsWith("-version"), process.toString());
    assertTrue(arrows(timeline).contains("launcher starts process " + pid[0]));
  }

  @Test
  void timesBeginWithWhatHappensFirst() throws Exception {
    var timeline = Timelines.of(() -> on("sleeper", () -> sleep(20)));
    var first =
        timeline.groups().get(0).lanes().stream()
            .flatMap(lane -> lane.spans().stream())
            .mapToLong(Span::start)
            .min();
    assertTrue(first.orElseThrow() >= 0);
    assertTrue(timeline.length() >= MILLISECONDS.toNanos(19));
  }

  @Test
  void aPoolsOwnThreadInItsWorkerProcessIsNotShown() throws Exception {
    var timeline = Timelines.of(() -> on("tandem-worker-control", () -> sleep(20)));
    var lanes = timeline.groups().stream().flatMap(group -> group.lanes().stream());
    assertTrue(lanes.noneMatch(lane -> lane.name().equals("tandem-worker-control")));
  }
}
