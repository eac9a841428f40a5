package dev.tandem.interop.samples.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/** Timelines for tests: recorded of what a test does, or made up. */
final class Timelines {
  private Timelines() {}

  /** What a test does while it is recorded. */
  interface Body {
    void run() throws Exception;
  }

  /** Records {@code body}, and nothing is left out. */
  static Timeline of(Body body) throws Exception {
    try (var run = RecordedRun.start()) {
      body.run();
      return run.stop("test", Limits.NONE);
    }
  }

  /** The one lane of that name. */
  static Lane lane(Timeline timeline, String name) {
    var lanes = timeline.groups().stream().flatMap(group -> group.lanes().stream()).toList();
    var found = lanes.stream().filter(lane -> lane.name().equals(name)).toList();
    assertEquals(
        1, found.size(), () -> name + " is not one of " + lanes.stream().map(Lane::name).toList());
    return found.get(0);
  }

  /** The spans of an activity, of the lane of that name. */
  static List<Span> spans(Timeline timeline, String name, Activity activity) {
    return lane(timeline, name).spans().stream().filter(s -> s.activity() == activity).toList();
  }

  /** The one span of an activity, of the lane of that name. */
  static Span span(Timeline timeline, String name, Activity activity) {
    var found = spans(timeline, name, activity);
    assertEquals(1, found.size(), () -> activity + " of " + lane(timeline, name));
    return found.get(0);
  }

  /** The arrows between lanes, as "a starts b". */
  static List<String> arrows(Timeline timeline) {
    return timeline.groups().stream()
        .flatMap(
            group ->
                group.arrows().stream()
                    .map(a -> name(group, a.from()) + " " + a.what() + " " + name(group, a.to())))
        .toList();
  }

  private static String name(LaneGroup group, String id) {
    return group.lanes().stream().filter(l -> l.id().equals(id)).findFirst().orElseThrow().name();
  }

  /** Runs a task on a new thread of that name, and gives its result once the thread has ended. */
  static <T> T on(String name, Callable<T> task) throws Exception {
    var future = new FutureTask<>(task);
    var thread = new Thread(future, name);
    thread.start();
    thread.join();
    return future.get();
  }

  /** Waits until a thread is in that state. */
  static void await(Thread thread, Thread.State state) {
    while (thread.getState() != state) {
      Thread.onSpinWait();
    }
  }

  /** A lane with spans one after another, each of {@code length}, its activities in turn. */
  static Lane lane(String id, String name, int spans, long length) {
    var all = new ArrayList<Span>();
    for (int i = 0; i < spans; i++) {
      var activity = Activity.values()[i % Activity.values().length];
      all.add(
          new Span(
              activity, i * length, (i + 1) * length, "label " + i, "about", "ended", "place"));
    }
    var marks = List.of(new Mark(0, "is cancelled"));
    return new Lane(id, name, LaneKind.THREAD, 0, spans * length, all, marks);
  }

  /** The same lane, of another kind. */
  static Lane of(LaneKind kind, Lane lane) {
    return new Lane(
        lane.id(), lane.name(), kind, lane.from(), lane.to(), lane.spans(), lane.marks());
  }

  /** A timeline of one group. */
  static Timeline timeline(List<Lane> lanes, List<Arrow> arrows) {
    long length = lanes.stream().mapToLong(Lane::to).max().orElse(1);
    return new Timeline("title", List.of(new LaneGroup("", length, lanes, arrows)), List.of());
  }

  /** What a writer writes, as text. */
  static String written(Writer writer, Timeline timeline) throws IOException {
    var out = new ByteArrayOutputStream();
    writer.write(timeline, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  /** {@code HtmlPage::write} and its like. */
  interface Writer {
    void write(Timeline timeline, OutputStream out) throws IOException;
  }
}
