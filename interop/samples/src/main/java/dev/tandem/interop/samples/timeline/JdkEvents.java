package dev.tandem.interop.samples.timeline;

import static java.util.Map.entry;

import dev.tandem.interop.samples.timeline.LaneDraft.Rank;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedThread;

/** What the JDK's own events say. */
final class JdkEvents {
  private static final Map<String, BiConsumer<JdkEvents, Fields>> READERS =
      Map.ofEntries(
          entry("jdk.ThreadStart", JdkEvents::threadStart),
          entry("jdk.ThreadEnd", JdkEvents::threadEnd),
          entry("jdk.VirtualThreadStart", JdkEvents::virtualThreadStart),
          entry("jdk.VirtualThreadEnd", JdkEvents::virtualThreadEnd),
          entry("jdk.VirtualThreadPinned", JdkEvents::pinned),
          entry("jdk.ThreadSleep", JdkEvents::sleep),
          entry("jdk.ThreadPark", JdkEvents::park),
          entry("jdk.JavaMonitorEnter", JdkEvents::monitorEnter),
          entry("jdk.JavaMonitorWait", JdkEvents::monitorWait),
          entry("jdk.SocketConnect", (all, event) -> all.socket(event, "connect", "connects to")),
          entry("jdk.SocketRead", (all, event) -> all.socket(event, "read", "reads from")),
          entry("jdk.SocketWrite", (all, event) -> all.socket(event, "write", "writes to")),
          entry("jdk.FileRead", (all, event) -> all.file(event, "read", "reads")),
          entry("jdk.FileWrite", (all, event) -> all.file(event, "write", "writes")),
          entry("jdk.FileForce", (all, event) -> all.file(event, "force", "forces to disk")),
          entry("jdk.ProcessStart", JdkEvents::processStart),
          entry("jdk.ExecutionSample", JdkEvents::sample));

  private final Sightings sightings;

  JdkEvents(Sightings sightings) {
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

  private void threadStart(Fields event) {
    event
        .thread("thread")
        .ifPresent(
            thread -> {
              sightings.lane(thread).born(event.start());
              event.thread("parentThread").ifPresent(parent -> started(parent, thread, event));
            });
  }

  private void started(RecordedThread parent, RecordedThread thread, Fields event) {
    arrow(sightings.lane(parent).id(), Sightings.id(thread), event.start(), "starts");
  }

  private void threadEnd(Fields event) {
    event.thread("thread").ifPresent(thread -> sightings.lane(thread).died(event.start()));
  }

  private void virtualThreadStart(Fields event) {
    event.thread().ifPresent(thread -> sightings.lane(thread).born(event.start()));
  }

  private void virtualThreadEnd(Fields event) {
    event.thread().ifPresent(thread -> sightings.lane(thread).died(event.start()));
  }

  private void pinned(Fields event) {
    var why = event.text("pinnedReason");
    var about = why.isEmpty() ? "its carrier can run no other meanwhile" : why;
    add(event, Rank.PINNED, Activity.PINNED, "pinned", about, "");
    event
        .thread()
        .ifPresent(
            thread -> sightings.lane(thread).add(new Mark(event.start(), "is pinned: " + about)));
  }

  private void sleep(Fields event) {
    long asked = event.timespan("time");
    long slept = event.end() - event.start();
    var ending = asked > 0 && slept < asked * 9 / 10 ? "before its time: interrupted" : "";
    add(
        event,
        Rank.BLOCKING,
        Activity.SLEEPING,
        "sleep",
        "Thread.sleep for " + Words.time(asked),
        ending);
  }

  private void park(Fields event) {
    var span = ParkedOn.span(event.type("parkedClass"), event.start(), event.end());
    add(event, Rank.PARK, span.activity(), span.label(), span.about(), "");
  }

  private void monitorEnter(Fields event) {
    var owner = event.thread("previousOwner");
    var ending = owner.map(thread -> "given up by " + sightings.lane(thread).name()).orElse("");
    var about = "the monitor of a " + event.type("monitorClass");
    add(event, Rank.BLOCKING, Activity.BLOCKED, "monitor", about, ending);
    wake(owner, event, "gives up the monitor to");
  }

  private void monitorWait(Fields event) {
    var notifier = event.thread("notifier");
    var type = event.type("monitorClass");
    var timedOut = event.flag("timedOut") ? "its time was over" : "";
    var ending = notifier.map(by -> "notified by " + sightings.lane(by).name()).orElse(timedOut);
    if (isThread(event)) {
      add(event, Rank.BLOCKING, Activity.WAITING, "join", "the end of a thread", ending);
    } else if (type.equals("java.lang.ProcessImpl")) {
      add(event, Rank.BLOCKING, Activity.WAITING, "process", "the end of a process", ending);
    } else {
      add(event, Rank.BLOCKING, Activity.WAITING, "wait", "notify of a " + type, ending);
    }
    wake(notifier, event, "notifies");
  }

  /** Whether {@code Thread.join} is on the stack: it waits for the thread as for any monitor. */
  private static boolean isThread(Fields event) {
    var stack = event.event().getStackTrace();
    return event.type("monitorClass").equals("java.lang.Thread")
        || (stack != null
            && stack.getFrames().stream()
                .map(frame -> frame.getMethod())
                .anyMatch(
                    method ->
                        method.getName().equals("join")
                            && method.getType().getName().equals("java.lang.Thread")));
  }

  private void socket(Fields event, String label, String verb) {
    var host = event.text("host");
    add(
        event,
        Rank.BLOCKING,
        Activity.IO,
        label,
        "%s %s:%d%s"
            .formatted(
                verb,
                host.isEmpty() ? event.text("address") : host,
                event.number("port"),
                bytes(event)),
        event.flag("endOfStream") ? "at the end of the stream" : "");
  }

  private void file(Fields event, String label, String verb) {
    var about = verb + " " + event.text("path") + bytes(event);
    var ending = event.flag("endOfFile") ? "at the end of the file" : "";
    add(event, Rank.BLOCKING, Activity.IO, label, about, ending);
  }

  private static String bytes(Fields event) {
    long bytes = Math.max(event.number("bytesRead"), event.number("bytesWritten"));
    return bytes > 0 ? ", " + Words.count(bytes, "byte") : "";
  }

  private void processStart(Fields event) {
    var process = sightings.lane("process-" + event.number("pid"), LaneKind.PROCESS);
    process.born(event.start());
    process.add(new Mark(event.start(), "is started: " + event.text("command")));
    event
        .thread()
        .ifPresent(
            thread -> arrow(sightings.lane(thread).id(), process.id(), event.start(), "starts"));
  }

  private void sample(Fields event) {
    event.thread("sampledThread").ifPresent(thread -> sightings.lane(thread).sample(event.start()));
  }

  private void add(
      Fields event, Rank rank, Activity activity, String label, String about, String ending) {
    event
        .thread()
        .ifPresent(
            thread ->
                sightings
                    .lane(thread)
                    .add(
                        rank,
                        new Span(
                            activity,
                            event.start(),
                            event.end(),
                            label,
                            about,
                            ending,
                            event.place())));
  }

  private void wake(Optional<RecordedThread> by, Fields event, String what) {
    if (by.isPresent() && event.thread().isPresent()) {
      var from = sightings.lane(by.get()).id();
      arrow(from, Sightings.id(event.thread().get()), event.end(), what);
    }
  }

  private void arrow(String from, String to, long at, String what) {
    sightings.add(new Arrow(from, at, to, at, what));
  }
}
