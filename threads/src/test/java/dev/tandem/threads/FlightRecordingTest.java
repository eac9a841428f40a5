package dev.tandem.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.fixtures.Allocation;
import dev.tandem.fixtures.FlightRecorded;
import dev.tandem.fixtures.ThreadKind;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import jdk.jfr.Configuration;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Java's Flight Recorder is told of threads that wait. */
@Timeout(60)
class FlightRecordingTest {
  private static final String WAIT = "dev.tandem.Wait";
  private static final String WAKE = "dev.tandem.Wake";
  private static final Duration SHORT = Duration.ofMillis(5);

  private static Stream<ThreadKind> kinds() {
    return ThreadKind.available().stream();
  }

  private static String name(String type, Object object) {
    return type + "@" + Integer.toHexString(System.identityHashCode(object));
  }

  /** Returns once the object's text says so: somebody waits. */
  private static void until(Object object, String says) {
    while (!object.toString().contains(says)) {
      Thread.onSpinWait();
    }
  }

  /** The one wait that is recorded while the body runs. */
  private static RecordedEvent wait(Executable body) throws Throwable {
    var waits = FlightRecorded.during(body, WAIT);
    assertEquals(1, waits.size(), waits::toString);
    return waits.get(0);
  }

  /** The one wait of a body whose time may be up before it waits: the first run that does. */
  private static RecordedEvent waitInTime(Executable body) throws Throwable {
    for (int i = 0; i < 1_000; i++) {
      var waits = FlightRecorded.during(body, WAIT);
      if (!waits.isEmpty()) {
        assertEquals(1, waits.size(), waits::toString);
        return waits.get(0);
      }
    }
    throw new AssertionError("no run of a thousand waited");
  }

  private static void assertWait(String object, String kind, String outcome, Executable body)
      throws Throwable {
    assertWait(object, kind, outcome, wait(body));
  }

  private static void assertTimedOut(String object, String kind, Executable body) throws Throwable {
    assertWait(object, kind, "timeout", waitInTime(body));
  }

  private static void assertWait(String object, String kind, String outcome, RecordedEvent wait) {
    assertEquals(object, wait.getString("object"));
    assertEquals(kind, wait.getString("kind"));
    assertEquals(outcome, wait.getString("outcome"));
    assertEquals(0, wait.getLong("coroutine"));
    assertNull(wait.getThread("beginThread"));
    assertFalse(wait.getString("waiter").isEmpty());
    assertTrue(wait.getDuration().toNanos() > 0);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aTakeThatIsServedIsRecordedWithItsThreadAndWhoWokeIt(ThreadKind kind) throws Throwable {
    JoinableQueue<Integer> queue = JoinableQueue.fifo();
    long[] thread = new long[1];
    var events =
        FlightRecorded.during(
            () -> {
              var taker =
                  kind.start(
                      () -> {
                        Thread.currentThread().setName("taker");
                        thread[0] = Thread.currentThread().getId();
                        return queue.take();
                      });
              until(queue, "takers = 1");
              queue.put(1);
              assertEquals(1, taker.result());
            },
            WAIT,
            WAKE);
    assertEquals(2, events.size(), events::toString);
    var wake = events.get(0).getEventType().getName().equals(WAKE) ? events.get(0) : events.get(1);
    var wait = wake == events.get(0) ? events.get(1) : events.get(0);
    assertEquals(WAIT, wait.getEventType().getName());
    assertEquals("served", wait.getString("outcome"));
    assertEquals("taker", wait.getString("waiter"));
    assertEquals(thread[0], wait.getThread("eventThread").getJavaThreadId());
    for (var event : events) {
      assertEquals(name("JoinableQueue", queue), event.getString("object"));
      assertEquals("queue.take", event.getString("kind"));
    }
    assertEquals("taker", wake.getString("waiter"));
    assertEquals(Thread.currentThread().getName(), wake.getString("waker"));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aThreadWithoutANameIsKnownByItsNumber(ThreadKind kind) throws Throwable {
    var event = new Event();
    var wait =
        waitInTime(
            () ->
                kind.start(
                        () -> {
                          Thread.currentThread().setName("");
                          return event.await(SHORT);
                        })
                    .result());
    assertTrue(wait.getString("waiter").matches("#\\d+"), wait.getString("waiter"));
  }

  @Test
  void aPutWaitsForRoom() throws Throwable {
    JoinableQueue<Integer> queue = JoinableQueue.fifo(1);
    queue.put(0);
    assertWait(
        name("JoinableQueue", queue),
        "queue.put",
        "served",
        () -> {
          var putter =
              ThreadKind.PLATFORM.start(
                  () -> {
                    queue.put(1);
                    return null;
                  });
          until(queue, "putters = 1");
          queue.take();
          putter.result();
        });
  }

  @Test
  void aPollEndsWithItsTime() throws Throwable {
    JoinableQueue<Integer> queue = JoinableQueue.fifo();
    assertTimedOut(
        name("JoinableQueue", queue),
        "queue.take",
        () -> assertNull(queue.poll(5, TimeUnit.MILLISECONDS)));
  }

  @Test
  void aTakeEndsWithAnInterruption() throws Throwable {
    JoinableQueue<Integer> queue = JoinableQueue.fifo();
    assertWait(
        name("JoinableQueue", queue),
        "queue.take",
        "interrupted",
        () -> {
          var taker = ThreadKind.PLATFORM.start(queue::take);
          until(queue, "takers = 1");
          taker.interrupt();
          taker.failure(InterruptedException.class);
        });
  }

  @Test
  void aTakeEndsWithTheShutdown() throws Throwable {
    JoinableQueue<Integer> queue = JoinableQueue.fifo();
    assertWait(
        name("JoinableQueue", queue),
        "queue.take",
        "shut down",
        () -> {
          var taker = ThreadKind.PLATFORM.start(queue::take);
          until(queue, "takers = 1");
          queue.shutdown();
          taker.failure(QueueShutDownException.class);
        });
  }

  @Test
  void aJoinWaitsForTheLastTask() throws Throwable {
    JoinableQueue<Integer> queue = JoinableQueue.fifo();
    queue.put(1);
    assertWait(
        name("JoinableQueue", queue),
        "queue.join",
        "served",
        () -> {
          var thread = new CompletableFuture<Thread>();
          var joiner =
              ThreadKind.PLATFORM.start(
                  () -> {
                    thread.complete(Thread.currentThread());
                    queue.join();
                    return null;
                  });
          while (!(LockSupport.getBlocker(thread.get()) instanceof Waiter)) {
            Thread.onSpinWait();
          }
          queue.taskDone();
          joiner.result();
        });
  }

  @Test
  void anEventReleasesItsWaiters() throws Throwable {
    var event = new Event();
    assertWait(
        name("Event", event),
        "event",
        "served",
        () -> {
          var waiter =
              ThreadKind.PLATFORM.start(
                  () -> {
                    event.await();
                    return null;
                  });
          until(event, "waiters = 1");
          event.set();
          waiter.result();
        });
  }

  @Test
  void aConditionWaitsForASignal() throws Throwable {
    var condition = new Condition();
    var events =
        FlightRecorded.during(
            () -> {
              var waiter =
                  ThreadKind.PLATFORM.start(
                      () -> {
                        try (var held = condition.acquire()) {
                          condition.await();
                        }
                        return null;
                      });
              until(condition, "waiters = 1");
              try (var held = condition.acquire()) {
                condition.signal();
              }
              waiter.result();
            },
            WAIT,
            WAKE);
    assertEquals(2, events.size(), events::toString);
    for (var event : events) {
      assertEquals(name("Condition", condition), event.getString("object"));
      assertEquals("condition", event.getString("kind"));
    }
  }

  @Test
  void aConditionsWaitEndsWithItsTime() throws Throwable {
    var condition = new Condition();
    assertTimedOut(
        name("Condition", condition),
        "condition",
        () -> {
          try (var held = condition.acquire()) {
            assertFalse(condition.await(SHORT));
          }
        });
  }

  @Test
  void aWaitForAFutureIsOneForItsName() throws Throwable {
    var future = new CompletableFuture<String>();
    assertTimedOut(
        name("CompletableFuture", future),
        "future",
        () -> Futures.await(List.of(future), ReturnWhen.ALL_COMPLETED, SHORT));
  }

  @Test
  void gatheringAndCompletionsWaitForTheNextThatIsDone() throws Throwable {
    var never = new CompletableFuture<String>();
    assertEquals(
        "gather",
        waitInTime(() -> assertThrows(Exception.class, () -> Futures.gather(List.of(never), SHORT)))
            .getString("kind"));
    var pending = new CompletableFuture<String>();
    try (var completed = Futures.asCompleted(List.of(pending))) {
      var wait = waitInTime(() -> assertThrows(Exception.class, () -> completed.next(SHORT)));
      assertEquals("asCompleted", wait.getString("kind"));
      assertEquals(name("Completions", completed), wait.getString("object"));
    }
  }

  @Test
  void whatNeedNotWaitIsNotRecorded() throws Throwable {
    var events =
        FlightRecorded.during(
            () -> {
              JoinableQueue<Integer> queue = JoinableQueue.fifo();
              queue.put(1);
              queue.take();
              queue.taskDone();
              queue.join();
              var event = new Event();
              event.set();
              event.await();
            },
            WAIT,
            WAKE);
    assertEquals(List.of(), events);
  }

  @Test
  void aRecordingThatDoesNotAskForTheEventsHasNone() throws Throwable {
    var events =
        FlightRecorded.during(
            () -> {
              JoinableQueue<Integer> queue = JoinableQueue.fifo();
              assertNull(queue.poll(1, TimeUnit.MILLISECONDS));
            },
            "jdk.ThreadSleep");
    assertEquals(List.of(), events);
  }

  @Test
  void aWaitAllocatesTheSameBeforeAndAfterARecording() throws Throwable {
    JoinableQueue<Integer> queue = JoinableQueue.fifo();
    Executable wait = () -> assertNull(queue.poll(1, TimeUnit.MICROSECONDS));
    Executable waits =
        () -> {
          for (int i = 0; i < 1_000; i++) {
            wait.execute();
          }
        };
    waits.execute();
    long before = Allocation.of(waits);
    FlightRecorded.during(wait, WAIT, WAKE);
    waits.execute();
    long after = Allocation.of(waits);
    assertTrue(after <= before + 1_000, before + " bytes before, " + after + " after");
    assertTrue(before <= 1_000 * 80, before + " bytes");
  }

  @Test
  void theSettingsThatComeWithTheLibraryTurnEverythingOn() throws Exception {
    try (var settings =
        FlightRecordingTest.class.getClassLoader().getResourceAsStream("META-INF/tandem.jfc")) {
      var configuration = Configuration.create(new java.io.InputStreamReader(settings));
      for (var event : List.of("Wait", "Wake", "process.Start", "process.Task", "process.Death")) {
        assertEquals("true", configuration.getSettings().get("dev.tandem." + event + "#enabled"));
      }
    }
  }
}
