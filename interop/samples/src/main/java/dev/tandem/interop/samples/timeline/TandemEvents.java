package dev.tandem.interop.samples.timeline;

import static java.util.Map.entry;

import dev.tandem.interop.samples.timeline.LaneDraft.Rank;
import java.util.Map;
import java.util.function.BiConsumer;
import jdk.jfr.consumer.RecordedEvent;

/** What the libraries' events say: {@code dev.tandem.*}. */
final class TandemEvents {
  private static final Map<String, BiConsumer<TandemEvents, Fields>> READERS =
      Map.ofEntries(
          entry("dev.tandem.Wait", TandemEvents::await),
          entry("dev.tandem.Wake", TandemEvents::wake),
          entry("dev.tandem.Running", TandemEvents::running),
          entry("dev.tandem.process.Start", TandemEvents::processStart),
          entry("dev.tandem.process.Task", TandemEvents::processTask),
          entry("dev.tandem.process.Death", TandemEvents::processDeath),
          entry("dev.tandem.Crossing", TandemEvents::crossing),
          entry("dev.tandem.Cancellation", TandemEvents::cancellation),
          entry("dev.tandem.samples.Side", TandemEvents::side));

  /** What a wait of each kind is for, as a sentence says it. */
  private static final Map<String, String> KINDS =
      Map.ofEntries(
          entry("queue.put", "room in"),
          entry("queue.take", "an item of"),
          entry("queue.join", "all items to be done of"),
          entry("event", "the setting of"),
          entry("condition", "a signal of"),
          entry("barrier", "the others at"),
          entry("mutex", "the holder of"),
          entry("permit", "a permit of"),
          entry("future", "the result of"),
          entry("await", "the end of"),
          entry("asCompleted", "the next result of"),
          entry("gather", "all results of"),
          entry("map", "the next result of"));

  private final Sightings sightings;
  private final Wakes wakes = new Wakes();
  private final Turns turns = new Turns();

  TandemEvents(Sightings sightings) {
    this.sightings = sightings;
  }

  void accept(RecordedEvent event) {
    var reader = READERS.get(event.getEventType().getName());
    if (reader != null) {
      var fields = new Fields(event);
      sightings.until(fields.end());
      reader.accept(this, fields);
    }
  }

  /** Once all events are read: connects wake-ups with waits, and coroutines with threads. */
  void finish() {
    wakes.arrows().forEach(sightings::add);
    turns.finish();
  }

  private void await(Fields event) {
    var lane = lane(event, event.number("coroutine"), event.text("waiter"));
    if (lane == null) {
      return;
    }
    var kind = event.text("kind");
    var activity = kind.equals("mutex") ? Activity.BLOCKED : Activity.WAITING;
    var object = event.text("object");
    var about = KINDS.getOrDefault(kind, kind + " of") + " " + object;
    var span =
        new Span(
            activity,
            event.start(),
            event.end(),
            kind,
            about,
            event.text("outcome"),
            event.place());
    lane.add(Rank.WAIT, span);
    var place = new Wakes.Place(object, event.text("waiter"), event.number("coroutine"));
    wakes.add(new Wakes.Wait(place, lane.id(), span.start(), span.end()));
  }

  private void wake(Fields event) {
    var waker = lane(event, event.number("wakerCoroutine"), event.text("waker"));
    if (waker != null) {
      var place =
          new Wakes.Place(
              event.text("object"), event.text("waiter"), event.number("waiterCoroutine"));
      wakes.add(new Wakes.Wake(place, waker.id(), event.start()));
    }
  }

  private void running(Fields event) {
    var name = event.text("name");
    var number = event.number("coroutine");
    var turn = "its turn" + event.thread().map(by -> " on " + sightings.lane(by).name()).orElse("");
    var lane = sightings.lane(coroutine(number), LaneKind.COROUTINE).name(name);
    lane.add(Rank.TURN, Span.of(Activity.RUNNING, event.start(), event.end(), "", turn));
    event
        .thread()
        .map(sightings::lane)
        .ifPresent(
            thread -> {
              var about = "the turn of " + name;
              thread.add(
                  Rank.TURN, Span.of(Activity.RUNNING, event.start(), event.end(), name, about));
              turns.add(new Turns.Turn(lane, thread, event.start(), event.end()));
            });
  }

  private static String coroutine(long number) {
    return "coroutine-" + number;
  }

  /** Whose the event is: a coroutine's, or else the thread's. */
  private LaneDraft lane(Fields event, long coroutine, String name) {
    if (coroutine != 0) {
      return sightings.lane(coroutine(coroutine), LaneKind.COROUTINE).name(name);
    }
    return event.thread().map(sightings::lane).orElse(null);
  }

  private LaneDraft process(Fields event) {
    long pid = event.number("pid");
    return sightings
        .lane("process-" + pid, LaneKind.PROCESS)
        .name("worker %d, process %d".formatted(event.number("worker"), pid));
  }

  private void processStart(Fields event) {
    var process = process(event);
    process.born(event.start());
    process.add(
        Rank.BLOCKING,
        new Span(
            Activity.RUNNING,
            event.start(),
            event.end(),
            "starting",
            "its start, for " + event.text("pool"),
            event.text("outcome"),
            ""));
    link(event, process, event.start(), "starts");
  }

  private void processTask(Fields event) {
    var process = process(event);
    var label = event.text("kind") + " " + event.number("task");
    var about =
        "%s: %s there, %s back"
            .formatted(
                label,
                Words.count(event.number("bytesOut"), "byte"),
                Words.count(event.number("bytesIn"), "byte"));
    process.add(
        Rank.BLOCKING,
        new Span(
            Activity.RUNNING, event.start(), event.end(), label, about, event.text("outcome"), ""));
    link(event, process, event.start(), "sends a task to");
    event
        .thread()
        .ifPresent(
            thread ->
                sightings.add(
                    new Arrow(
                        process.id(),
                        event.end(),
                        sightings.lane(thread).id(),
                        event.end(),
                        "replies to")));
  }

  private void link(Fields event, LaneDraft process, long at, String what) {
    event
        .thread()
        .map(sightings::lane)
        .ifPresent(thread -> sightings.add(new Arrow(thread.id(), at, process.id(), at, what)));
  }

  private void processDeath(Fields event) {
    var process = process(event);
    process.died(event.start());
    process.add(
        new Mark(
            event.start(),
            "ends: %s, exit value %d".formatted(event.text("reason"), event.number("exitValue"))));
  }

  private void crossing(Fields event) {
    var lane = lane(event, event.number("coroutine"), event.text("caller"));
    if (lane == null) {
      return;
    }
    var call = event.text("call");
    var direction = event.text("direction");
    var outcome = event.text("outcome");
    lane.add(
        new Mark(event.start(), "crosses from %s by %s: %s".formatted(direction, call, outcome)));
    if (event.number("coroutine") != 0) {
      lane.add(
          Rank.CALL,
          new Span(Activity.WAITING, event.start(), event.end(), call, direction, outcome, ""));
    }
  }

  private void cancellation(Fields event) {
    event
        .thread()
        .map(sightings::lane)
        .ifPresent(
            lane ->
                lane.add(
                    new Mark(
                        event.start(),
                        "%s in %s: %s, %s"
                            .formatted(
                                event.text("reason"),
                                event.text("call"),
                                event.text("action"),
                                event.text("target")))));
  }

  private void side(Fields event) {
    var outside = event.thread().filter(by -> event.flag("outside")).map(Sightings::id).orElse("");
    sightings.add(new Sightings.Side(event.text("title"), event.start(), event.end(), outside));
  }
}
