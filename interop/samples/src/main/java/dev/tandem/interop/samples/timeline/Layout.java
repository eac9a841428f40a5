package dev.tandem.interop.samples.timeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Where everything is in a picture, in pixels: lanes below each other, beside them their names,
 * time from left to right on one scale for all groups.
 *
 * @param width how wide the picture is
 * @param height how high it is
 * @param plotX where time 0 is
 * @param plotWidth how wide the time is
 * @param groups the groups
 */
record Layout(double width, double height, double plotX, double plotWidth, List<GroupBox> groups) {
  /** A line of text, its baseline's left end or middle given. */
  record Label(String text, double x, double baseline, double size, boolean centred) {
    double textWidth() {
      return TextWidth.of(text, size);
    }

    double left() {
      return centred ? x - textWidth() / 2 : x;
    }
  }

  /** A moment on the axis; {@code below} is where its line through the lanes ends. */
  record Tick(double x, Label label, double below) {}

  /** A span; its label only if there is room. */
  record SpanBox(Span span, double x, double width, Optional<Label> label) {}

  /** A mark, at the lane's middle. */
  record MarkBox(Mark mark, double x) {}

  /** A lane: its bar is at {@code bar}, as high as {@link #BAR}. */
  record LaneBox(
      Lane lane,
      double top,
      double height,
      double bar,
      double from,
      double to,
      List<Label> names,
      List<SpanBox> spans,
      List<MarkBox> marks) {}

  /** An arrow, from the edge of one bar to the edge of another. */
  record ArrowBox(Arrow arrow, double x1, double y1, double x2, double y2) {}

  /** A group. */
  record GroupBox(
      LaneGroup group,
      Optional<Label> title,
      List<Tick> ticks,
      List<LaneBox> lanes,
      List<ArrowBox> arrows) {}

  static final double BAR = 18;
  static final double SPAN_TEXT = 11;
  private static final double NAME_TEXT = 12;
  private static final double SMALL_TEXT = 10;
  private static final double TITLE_TEXT = 14;
  private static final double LINE = 15;
  private static final double NAMES = 216;
  private static final double RIGHT = 44;
  private static final double AXIS = 26;
  private static final double LANE_GAP = 8;
  private static final double GROUP_GAP = 22;
  private static final double TICK_APART = 90;
  private static final int NAME_LINES = 4;

  /**
   * Gives everything in a timeline its place.
   *
   * @param margin how much is left of it
   * @param top how much is above it
   */
  static Layout of(Timeline timeline, double width, double margin, double top) {
    double plotX = margin + NAMES;
    var placing = new Placing(margin, plotX, width - plotX - RIGHT, timeline.length());
    var groups = new ArrayList<GroupBox>();
    double y = top;
    for (var group : timeline.groups()) {
      var box = placing.group(group, y);
      groups.add(box);
      y = bottom(box) + GROUP_GAP;
    }
    return new Layout(width, y, plotX, placing.width, List.copyOf(groups));
  }

  private static double bottom(GroupBox box) {
    return box.lanes().stream().mapToDouble(lane -> lane.top() + lane.height()).max().orElse(0);
  }

  /** Every text in the picture. */
  List<Label> labels() {
    var labels = new ArrayList<Label>();
    for (var group : groups) {
      group.title().ifPresent(labels::add);
      group.ticks().forEach(tick -> labels.add(tick.label()));
      for (var lane : group.lanes()) {
        labels.addAll(lane.names());
        lane.spans().forEach(span -> span.label().ifPresent(labels::add));
      }
    }
    return labels;
  }

  /** The time between ticks: 1, 2 or 5 of a decimal unit. */
  static long step(long length, double width) {
    double least = length * TICK_APART / Math.max(TICK_APART, width);
    double unit = Math.pow(10, Math.floor(Math.log10(Math.max(1, least))));
    for (int times : new int[] {1, 2, 5}) {
      if (unit * times >= least) {
        return (long) (unit * times);
      }
    }
    return (long) (unit * 10);
  }

  /** The scale, and what is placed by it. */
  private record Placing(double margin, double left, double width, long length) {
    double x(long time) {
      return left + width * time / length;
    }

    GroupBox group(LaneGroup group, double top) {
      double y = top;
      Optional<Label> title = Optional.empty();
      if (!group.title().isEmpty()) {
        var line = TextWidth.wrap(group.title(), TITLE_TEXT, left + width - margin, 1).get(0);
        title = Optional.of(new Label(line, margin, y + TITLE_TEXT, TITLE_TEXT, false));
        y += TITLE_TEXT + LANE_GAP;
      }
      double axis = y + SMALL_TEXT + 2;
      y += AXIS;
      var lanes = new ArrayList<LaneBox>();
      for (var lane : group.lanes()) {
        var box = lane(lane, y);
        lanes.add(box);
        y += box.height();
      }
      return new GroupBox(group, title, ticks(axis, y), lanes, arrows(group.arrows(), lanes));
    }

    private List<Tick> ticks(double axis, double bottom) {
      long step = step(length, width);
      return IntStream.rangeClosed(0, (int) (length / step))
          .mapToObj(i -> i * step)
          .map(
              time ->
                  new Tick(
                      x(time),
                      new Label(
                          time == 0 ? "0" : Words.time(time), x(time), axis, SMALL_TEXT, true),
                      bottom))
          .toList();
    }

    private LaneBox lane(Lane lane, double top) {
      var lines = TextWidth.wrap(lane.name(), NAME_TEXT, NAMES - LANE_GAP, NAME_LINES);
      boolean kindShown =
          lane.kind() != LaneKind.THREAD && !lane.name().contains(lane.kind().toString());
      double text = lines.size() * LINE + (kindShown ? SMALL_TEXT + 2 : 0);
      double height = Math.max(BAR, text) + LANE_GAP;
      double bar = top + (height - BAR) / 2;
      double baseline = top + (height - text) / 2 + NAME_TEXT - 1;
      var names = new ArrayList<Label>();
      for (var line : lines) {
        names.add(new Label(line, margin, baseline, NAME_TEXT, false));
        baseline += LINE;
      }
      if (kindShown) {
        names.add(new Label(lane.kind().toString(), margin, baseline - 2, SMALL_TEXT, false));
      }
      return new LaneBox(
          lane,
          top,
          height,
          bar,
          x(lane.from()),
          x(lane.to()),
          names,
          lane.spans().stream().map(span -> span(span, bar)).toList(),
          lane.marks().stream().map(mark -> new MarkBox(mark, x(mark.at()))).toList());
    }

    private SpanBox span(Span span, double bar) {
      double start = x(span.start());
      double room = x(span.end()) - start;
      var label = new Label(span.label(), start + 4, bar + BAR - 5, SPAN_TEXT, false);
      boolean fits = !span.label().isBlank() && label.textWidth() + 8 <= room;
      return new SpanBox(span, start, room, fits ? Optional.of(label) : Optional.empty());
    }

    private List<ArrowBox> arrows(List<Arrow> arrows, List<LaneBox> lanes) {
      var bars = new HashMap<String, Double>();
      lanes.forEach(lane -> bars.put(lane.lane().id(), lane.bar()));
      return arrows.stream()
          .map(arrow -> arrow(arrow, bars.get(arrow.from()), bars.get(arrow.to())))
          .toList();
    }

    private ArrowBox arrow(Arrow arrow, double from, double to) {
      boolean down = to > from;
      return new ArrowBox(
          arrow,
          x(arrow.departure()),
          down ? from + BAR : from,
          x(arrow.arrival()),
          down ? to : to + BAR);
    }
  }
}
