package dev.tandem.interop.samples.timeline;

import static dev.tandem.interop.samples.timeline.Timelines.arrows;
import static dev.tandem.interop.samples.timeline.Timelines.lane;
import static dev.tandem.interop.samples.timeline.Timelines.on;
import static dev.tandem.interop.samples.timeline.Timelines.span;
import static dev.tandem.interop.samples.timeline.Timelines.spans;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.samples.SideEvent;
import dev.tandem.threads.Event;
import dev.tandem.threads.processes.ProcessPool;
import dev.tandem.threads.processes.SerializableCallable;
import java.util.List;
import jdk.jfr.Name;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What a timeline shows of the libraries' events: of those that a library emits, and of events of
 * the same names and fields, which come when the test wants them.
 */
@Timeout(60)
class TandemEventsTest {
  @Name("dev.tandem.Wait")
  static final class Wait extends jdk.jfr.Event {
    String object = "JoinableQueue@1";
    String kind;
    String waiter;
    long coroutine;
    String outcome = "served";
  }

  @Name("dev.tandem.Wake")
  static final class Wake extends jdk.jfr.Event {
    String object = "JoinableQueue@1";
    String kind = "queue.take";
    String waker;
    long wakerCoroutine;
    String waiter;
    long waiterCoroutine;
  }

  @Name("dev.tandem.Running")
  static final class Running extends jdk.jfr.Event {
    long coroutine;
    String name;
  }

  @Name("dev.tandem.Cancellation")
  static final class Cancellation extends jdk.jfr.Event {
    String call = "runInExecutor";
    String reason = "timeout";
    String action = "thread interrupted";
    String target = "worker";
  }

  @Name("dev.tandem.Crossing")
  static final class Crossing extends jdk.jfr.Event {
    String direction = "coroutine to thread";
    String call = "runInExecutor";
    String caller = "fetch#4";
    long coroutine = 4;
    String outcome = "value";
  }

  private static Running run(long coroutine, String name) {
    var running = new Running();
    running.coroutine = coroutine;
    running.name = name;
    running.begin();
    Thread.onSpinWait();
    running.commit();
    return running;
  }

  @Test
  void coroutinesThatTakeTurnsOnOneThreadHaveALaneEachAndAreSuspendedInBetween() throws Exception {
    var timeline =
        Timelines.of(
            () ->
                on(
                    "loop",
                    () -> {
                      for (int i = 0; i < 3; i++) {
                        run(1, "ping#1");
                        run(2, "pong#2");
                      }
                      return null;
                    }));
    assertEquals(3, spans(timeline, "ping#1", Activity.RUNNING).size());
    assertEquals(2, spans(timeline, "pong#2", Activity.SUSPENDED).size());
    assertEquals(LaneKind.COROUTINE, lane(timeline, "ping#1").kind());
    assertEquals("its turn on loop", spans(timeline, "ping#1", Activity.RUNNING).get(0).about());
    var turns = spans(timeline, "loop", Activity.RUNNING).stream().map(Span::label);
    assertEquals(
        List.of("ping#1", "pong#2", "ping#1", "pong#2", "ping#1", "pong#2"),
        turns.filter(label -> !label.isEmpty()).toList());
  }

  @Test
  void aCoroutineSleepsWhileTheThreadOfItsTurnDoes() throws Exception {
    var timeline =
        Timelines.of(
            () ->
                on(
                    "loop",
                    () -> {
                      var running = new Running();
                      running.coroutine = 5;
                      running.name = "blocking#5";
                      running.begin();
                      Thread.sleep(10);
                      running.commit();
                      return null;
                    }));
    assertEquals("sleep", span(timeline, "blocking#5", Activity.SLEEPING).label());
    assertEquals(2, spans(timeline, "blocking#5", Activity.RUNNING).size());
  }

  @Test
  void aCoroutineThatWaitsIsWokenByAnother() throws Exception {
    var timeline =
        Timelines.of(
            () ->
                on(
                    "loop",
                    () -> {
                      var wait = new Wait();
                      wait.kind = "queue.take";
                      wait.waiter = "worker#3";
                      wait.coroutine = 3;
                      wait.begin();
                      var wake = new Wake();
                      wake.waker = "producer#4";
                      wake.wakerCoroutine = 4;
                      wake.waiter = "worker#3";
                      wake.waiterCoroutine = 3;
                      wake.commit();
                      wait.commit();
                      run(4, "producer#4");
                      return null;
                    }));
    var wait = span(timeline, "worker#3", Activity.WAITING);
    assertEquals("queue.take", wait.label());
    assertEquals("an item of JoinableQueue@1", wait.about());
    assertEquals("served", wait.ending());
    assertTrue(arrows(timeline).contains("producer#4 wakes worker#3"), arrows(timeline).toString());
  }

  @Test
  void aThreadThatWaitsForAnEventIsWokenByWhoeverSetsIt() throws Exception {
    var event = new Event();
    var timeline =
        Timelines.of(
            () -> {
              var waiter = new Thread(() -> await(event), "waiter");
              waiter.start();
              Timelines.await(waiter, Thread.State.WAITING);
              on(
                  "setter",
                  () -> {
                    event.set();
                    return null;
                  });
              waiter.join();
            });
    var wait = span(timeline, "waiter", Activity.WAITING);
    assertEquals("event", wait.label());
    assertTrue(wait.about().startsWith("the setting of Event@"), wait.about());
    assertTrue(arrows(timeline).contains("setter wakes waiter"), arrows(timeline).toString());
  }

  private static void await(Event event) {
    try {
      event.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void cancellationsAndCrossingsAreMarks() throws Exception {
    var timeline =
        Timelines.of(
            () ->
                on(
                    "caller",
                    () -> {
                      var crossing = new Crossing();
                      crossing.begin();
                      new Cancellation().commit();
                      crossing.commit();
                      return null;
                    }));
    assertEquals(
        "timeout in runInExecutor: thread interrupted, worker",
        lane(timeline, "caller").marks().get(0).what());
    var fetch = lane(timeline, "fetch#4");
    assertEquals(
        "crosses from coroutine to thread by runInExecutor: value", fetch.marks().get(0).what());
    assertEquals("runInExecutor", span(timeline, "fetch#4", Activity.WAITING).label());
  }

  @Test
  void aWorkerProcessHasALaneWithItsStartItsTasksAndItsEnd() throws Exception {
    var timeline =
        Timelines.of(
            () -> {
              try (var pool = ProcessPool.builder().size(1).build()) {
                pool.submit((SerializableCallable<Integer>) () -> 1).get();
              }
            });
    var processes =
        timeline.groups().get(0).lanes().stream()
            .filter(lane -> lane.name().startsWith("worker "))
            .toList();
    assertEquals(1, processes.size(), processes.toString());
    var labels = processes.get(0).spans().stream().map(Span::label).toList();
    assertEquals(List.of("starting", "task 1"), labels);
    var arrows = arrows(timeline).toString();
    assertTrue(arrows.contains(" sends a task to worker "), arrows);
    assertTrue(arrows.contains(" replies to "), arrows);
  }

  @Test
  void eachSideOfAComparisonIsAGroupThatBeginsAtZero() throws Exception {
    var timeline =
        Timelines.of(
            () -> {
              for (var title : new String[] {"first", "second"}) {
                var side = new SideEvent(title, true);
                side.begin();
                on(
                    "of " + title,
                    () -> {
                      Thread.sleep(10);
                      return null;
                    });
                side.commit();
              }
            });
    assertEquals(
        List.of("first", "second"), timeline.groups().stream().map(LaneGroup::title).toList());
    for (var group : timeline.groups()) {
      assertEquals(List.of("of " + group.title()), group.lanes().stream().map(Lane::name).toList());
      assertTrue(group.lanes().get(0).spans().get(0).start() < group.length());
    }
  }
}
