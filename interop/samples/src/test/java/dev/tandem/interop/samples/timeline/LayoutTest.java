package dev.tandem.interop.samples.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.interop.samples.timeline.Layout.Label;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** No text over another, whatever is drawn. */
class LayoutTest {
  private static final double[] WIDTHS = {640, 800, 1200, 2400};

  private static Timeline random(long seed) {
    var random = new Random(seed);
    var groups = new ArrayList<LaneGroup>();
    for (int g = 0; g < 1 + random.nextInt(3); g++) {
      var lanes = new ArrayList<Lane>();
      for (int i = 0; i < 1 + random.nextInt(8); i++) {
        var name =
            "worker of the pool ".repeat(random.nextInt(8)) + "W".repeat(random.nextInt(70)) + i;
        var kind = LaneKind.values()[random.nextInt(LaneKind.values().length)];
        lanes.add(
            Timelines.of(
                kind,
                Timelines.lane("lane-" + i, name, random.nextInt(60), 1L << random.nextInt(34))));
      }
      long length = lanes.stream().mapToLong(Lane::to).max().orElse(1);
      groups.add(new LaneGroup("group ".repeat(g * 40), length, lanes, List.of()));
    }
    var notes = List.of("left out ".repeat(60), "another");
    return new Timeline("title ".repeat(1 + random.nextInt(80)), groups, notes);
  }

  private static void assertNoOverlap(List<Label> labels, double width) {
    for (var label : labels) {
      assertTrue(label.left() >= 0 && label.left() + label.textWidth() <= width, label.toString());
    }
    for (int i = 0; i < labels.size(); i++) {
      for (int j = i + 1; j < labels.size(); j++) {
        assertFalse(
            overlap(labels.get(i), labels.get(j)), labels.get(i) + " over " + labels.get(j));
      }
    }
  }

  private static boolean overlap(Label a, Label b) {
    return a.left() < b.left() + b.textWidth()
        && b.left() < a.left() + a.textWidth()
        && a.baseline() - 0.8 * a.size() < b.baseline() + 0.2 * b.size()
        && b.baseline() - 0.8 * b.size() < a.baseline() + 0.2 * a.size();
  }

  @Test
  void noTextIsOverAnother() {
    for (int seed = 0; seed < 60; seed++) {
      var timeline = random(seed);
      for (double width : WIDTHS) {
        var frame = new SvgFrame(timeline, width);
        var layout = Layout.of(timeline, width, SvgFrame.MARGIN, frame.top());
        var labels = new ArrayList<>(layout.labels());
        labels.addAll(frame.labels(layout.height()));
        assertNoOverlap(labels, width);
      }
    }
  }

  @Test
  void aLabelIsDrawnOnlyWithinItsSpan() {
    for (int seed = 0; seed < 20; seed++) {
      for (var group : Layout.of(random(seed), 1200, 0, 0).groups()) {
        for (var lane : group.lanes()) {
          for (var span : lane.spans()) {
            span.label()
                .ifPresent(
                    label ->
                        assertTrue(
                            label.left() > span.x()
                                && label.left() + label.textWidth() < span.x() + span.width()));
          }
        }
      }
    }
  }

  @Test
  void aNameThatIsTooLongIsWrappedAndItsLaneIsHigher() {
    var lanes =
        List.of(
            Timelines.lane("lane-1", "short", 2, 10),
            Timelines.lane("lane-2", "a name of many words ".repeat(4), 2, 10));
    var boxes = Layout.of(Timelines.timeline(lanes, List.of()), 1200, 0, 0).groups().get(0).lanes();
    assertEquals(1, boxes.get(0).names().size());
    assertTrue(boxes.get(1).names().size() > 1);
    assertTrue(boxes.get(1).height() > boxes.get(0).height());
  }

  @Test
  void anArrowGoesFromTheEdgeOfOneBarToTheEdgeOfTheOther() {
    var lanes = List.of(Timelines.lane("a", "a", 2, 10), Timelines.lane("b", "b", 2, 10));
    var arrows = List.of(new Arrow("a", 5, "b", 10, "wakes"), new Arrow("b", 10, "a", 10, "wakes"));
    var group = Layout.of(Timelines.timeline(lanes, arrows), 1200, 0, 0).groups().get(0);
    var down = group.arrows().get(0);
    var up = group.arrows().get(1);
    assertEquals(group.lanes().get(0).bar() + Layout.BAR, down.y1());
    assertEquals(group.lanes().get(1).bar(), down.y2());
    assertTrue(down.x1() < down.x2());
    assertEquals(down.y2(), up.y1());
    assertEquals(down.y1(), up.y2());
  }

  @Test
  void ticksAreFarEnoughApartAndRound() {
    for (long length = 1; length < 1L << 50; length = length * 3 + 1) {
      long step = Layout.step(length, 900);
      assertTrue(length / step <= 10, length + " by " + step);
      assertTrue(Long.toString(step).matches("[125]0*"), Long.toString(step));
    }
  }

  @Test
  void timesAreReadable() {
    assertEquals("1.503 s", Words.time(1_503_000_000));
    assertEquals("20 ms", Words.time(20_000_000));
    assertEquals("7.2 µs", Words.time(7_200));
    assertEquals("999 ns", Words.time(999));
    assertEquals("100 s", Words.time(100_000_000_000L));
    assertEquals("1 lane", Words.count(1, "lane"));
    assertEquals("1,200 lanes", Words.count(1200, "lane"));
  }
}
