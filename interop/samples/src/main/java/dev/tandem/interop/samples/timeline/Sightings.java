package dev.tandem.interop.samples.timeline;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import jdk.jfr.consumer.RecordedThread;

/** What is found in a recording while it is read; times are nanoseconds since the epoch. */
final class Sightings {
  /**
   * Threads that no program started, whoever was the first to need them; in a worker process, the
   * pool's.
   */
  private static final Pattern JVMS_OWN =
      Pattern.compile(
          "JFR .*|Reference Handler|Finalizer|Signal Dispatcher|Common-Cleaner|Attach Listener"
              + "|Notification Thread|Service Thread|Monitor Deflation Thread|DestroyJavaVM"
              + "|C[12] CompilerThread.*|Sweeper thread|process reaper.*|VirtualThread-un.*"
              + "|.*-Poller|MasterPoller|Keep-Alive-Timer|JNA Cleaner|Cleaner-\\d+"
              + "|tandem-worker-control");

  /**
   * A time with a title of its own: one side of a comparison.
   *
   * @param title what it is called
   * @param start from when
   * @param end until when
   * @param outside the id of a lane that only waits for it to end; empty if there is none
   */
  record Side(String title, long start, long end, String outside) {}

  private final Map<String, LaneDraft> lanes = new LinkedHashMap<>();
  private final Set<String> jvmsOwn = new HashSet<>();
  private final List<Arrow> arrows = new ArrayList<>();
  private final List<Side> sides = new ArrayList<>();
  private long end = Long.MIN_VALUE;

  /** The lane of a thread, whose name may become known later. */
  LaneDraft lane(RecordedThread thread) {
    var id = id(thread);
    var kind = isVirtual(thread) ? LaneKind.VIRTUAL_THREAD : LaneKind.THREAD;
    var lane = lane(id, kind);
    var name = thread.getJavaName();
    if (name != null && !name.isEmpty()) {
      lane.name(Words.brief(name));
    }
    if (thread.getJavaThreadId() <= 0 || JVMS_OWN.matcher(lane.name()).matches()) {
      jvmsOwn.add(id);
    }
    return lane;
  }

  /** Java 17 knows no virtual threads, and its {@code RecordedThread} does not either. */
  private static boolean isVirtual(RecordedThread thread) {
    return thread.hasField("virtual") && thread.getBoolean("virtual");
  }

  static String id(RecordedThread thread) {
    return "thread-" + (thread.getJavaThreadId() > 0 ? thread.getJavaThreadId() : -thread.getId());
  }

  /** The lane of that id, which is made if there is none yet. */
  LaneDraft lane(String id, LaneKind kind) {
    return lanes.computeIfAbsent(id, key -> new LaneDraft(key, kind));
  }

  void add(Arrow arrow) {
    if (!arrow.from().equals(arrow.to())) {
      arrows.add(arrow);
    }
  }

  void add(Side side) {
    sides.add(side);
  }

  /** Notes that something was recorded then. */
  void until(long time) {
    end = Math.max(end, time);
  }

  /** The end of what was recorded. */
  long end() {
    return end;
  }

  /** The lanes of the program, without the JVM's own threads. */
  List<LaneDraft> lanes() {
    return lanes.values().stream().filter(lane -> !jvmsOwn.contains(lane.id())).toList();
  }

  /** How many threads of the JVM's own were seen. */
  int jvmsOwn() {
    return jvmsOwn.size();
  }

  /** The arrows between lanes of the program. */
  List<Arrow> arrows() {
    return arrows.stream()
        .filter(arrow -> !jvmsOwn.contains(arrow.from()) && !jvmsOwn.contains(arrow.to()))
        .toList();
  }

  List<Side> sides() {
    return sides;
  }
}
