package dev.tandem.interop.samples.timeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What a recording says of its threads, coroutines and processes, as it is to be drawn.
 *
 * @param title what was recorded
 * @param groups the lanes, in groups that are drawn below each other
 * @param leftOut what the recording says and the timeline does not, in sentences
 */
public record Timeline(String title, List<LaneGroup> groups, List<String> leftOut) {
  public Timeline {
    groups = List.copyOf(groups);
    leftOut = List.copyOf(leftOut);
  }

  /**
   * Reads a recording.
   *
   * @param recording a file of the JDK Flight Recorder
   * @param title what was recorded
   * @param limits how much of it there is room for
   * @return what it says
   * @throws IOException if the file cannot be read, or is no whole recording
   */
  public static Timeline read(Path recording, String title, Limits limits) throws IOException {
    var sightings = RecordingReader.read(recording);
    return Condenser.condense(title, sightings, limits);
  }

  /** How long the longest group took, in nanoseconds, and never nothing. */
  long length() {
    return Math.max(1, groups.stream().mapToLong(LaneGroup::length).max().orElse(1));
  }

  private List<Lane> lanes() {
    return groups.stream().flatMap(group -> group.lanes().stream()).toList();
  }

  /** How much there is to see, in a line. */
  public String summary() {
    long spans = lanes().stream().mapToLong(lane -> lane.spans().size()).sum();
    long arrows = groups.stream().mapToLong(group -> group.arrows().size()).sum();
    return "%s, %s, %s, %s"
        .formatted(
            Words.count(lanes().size(), "lane"),
            Words.count(spans, "span"),
            Words.count(arrows, "arrow"),
            Words.time(length()));
  }
}
