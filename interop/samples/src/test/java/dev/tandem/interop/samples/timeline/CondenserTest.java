package dev.tandem.interop.samples.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.interop.samples.timeline.LaneDraft.Rank;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is left out of a picture, and that it is told. */
class CondenserTest {
  private static final Limits SMALL = new Limits(3, 20, 5, false, Long.MAX_VALUE);

  private final Sightings sightings = new Sightings();

  private LaneDraft thread(int number) {
    return sightings.lane("thread-" + number, LaneKind.THREAD).name("pool-" + number);
  }

  private void busy(int number, int spans) {
    for (int i = 0; i < spans; i++) {
      add(number, i % 2 == 0 ? Activity.SLEEPING : Activity.IO, 10L * i, 10L * i + 10);
    }
  }

  private void add(int number, Activity activity, long start, long end) {
    sightings.until(end);
    thread(number).add(Rank.BLOCKING, Span.of(activity, start, end, "label", "about"));
  }

  private Timeline condensed(Limits limits) {
    return Condenser.condense("title", sightings, limits);
  }

  private static List<String> names(Timeline timeline) {
    return timeline.groups().get(0).lanes().stream().map(Lane::name).toList();
  }

  @Test
  void aLaneThatOnlyWaitedIsLeftOutAndNamed() {
    busy(1, 2);
    add(2, Activity.WAITING, 0, 20);
    var timeline = condensed(SMALL);
    assertEquals(List.of("pool-1"), names(timeline));
    assertEquals(List.of("1 lane that only waited: left out (pool-2)."), timeline.leftOut());
  }

  @Test
  void aThreadThatRanTooShortlyToBeSeenOnlyWaitedInAStillPicture() {
    busy(1, 500);
    add(2, Activity.WAITING, 0, 4000);
    add(2, Activity.RUNNING, 4000, 4002);
    assertEquals(List.of("pool-1", "pool-2"), names(condensed(SMALL)));
    var timeline = condensed(SMALL.still());
    assertEquals(List.of("pool-1"), names(timeline));
    assertEquals("1 lane that only waited: left out (pool-2).", timeline.leftOut().get(0));
  }

  @Test
  void aLaneThatOnlyWaitedAndWasWokenIsShown() {
    busy(1, 2);
    add(2, Activity.WAITING, 0, 20);
    sightings.add(new Arrow("thread-1", 20, "thread-2", 20, "wakes"));
    assertEquals(List.of("pool-1", "pool-2"), names(condensed(SMALL)));
  }

  @Test
  void aLaneTooShortToBeSeenIsLeftOutOfAStillPicture() {
    busy(1, 500);
    add(2, Activity.IO, 40, 42);
    thread(2).born(40);
    thread(2).died(42);
    assertEquals(List.of("pool-1", "pool-2"), names(condensed(SMALL)));
    var timeline = condensed(SMALL.still());
    assertEquals(List.of("pool-1"), names(timeline));
    assertEquals("1 lane too short to be seen: left out.", timeline.leftOut().get(0));
  }

  @Test
  void aLaneTooShortToBeSeenIsShownIfAnArrowLeadsThereOrAMarkIsOnIt() {
    busy(1, 500);
    for (int i : new int[] {2, 3}) {
      add(i, Activity.IO, 40, 42);
      thread(i).born(40);
      thread(i).died(42);
    }
    sightings.add(new Arrow("thread-1", 40, "thread-2", 40, "starts"));
    thread(3).add(new Mark(41, "is cancelled"));
    assertEquals(List.of("pool-1", "pool-2", "pool-3"), names(condensed(SMALL.still())));
  }

  @Test
  void ofTooManyLanesThoseOnWhichMostHappenedAreShown() {
    for (int i = 1; i <= 10; i++) {
      busy(i, i > 7 ? 5 : 1);
    }
    sightings.add(new Arrow("thread-10", 5, "thread-1", 5, "starts"));
    var timeline = condensed(SMALL);
    assertEquals(List.of("pool-8", "pool-9", "pool-10"), names(timeline));
    assertEquals(
        List.of(
            "7 of 10 lanes, on which least happened: left out (a .json has them all).",
            "1 arrow from or to a lane that is left out: left out."),
        timeline.leftOut());
  }

  @Test
  void ofTooManyLanesOneThatRanForLongIsShownBeforeThoseThatWaitedOften() {
    for (int i = 1; i <= 10; i++) {
      busy(i, 5);
    }
    add(11, Activity.RUNNING, 0, 40);
    assertTrue(names(condensed(SMALL)).contains("pool-11"), names(condensed(SMALL)).toString());
  }

  @Test
  void shortSpansThatFollowOnEachOtherAreDrawnAsOneAndTheirTimesAreKept() {
    busy(1, 10_000);
    var lane = condensed(SMALL).groups().get(0).lanes().get(0);
    assertTrue(lane.spans().size() <= 20, lane.spans().size() + " spans");
    assertEquals(0, lane.spans().get(0).start());
    assertEquals(100_000, lane.spans().get(lane.spans().size() - 1).end());
    var told = condensed(SMALL).leftOut().get(0);
    assertTrue(told.startsWith("Of 10,000 spans, those shorter than "), told);
    assertTrue(lane.spans().get(0).about().matches("\\d+ short spans: .*"), lane.toString());
  }

  @Test
  void longSpansAreNotDrawnAsOneForTheShortOnesSake() {
    busy(1, 10_000);
    add(1, Activity.WAITING, 200_000, 900_000);
    var spans = condensed(SMALL).groups().get(0).lanes().get(0).spans();
    assertEquals(Activity.WAITING, spans.get(spans.size() - 1).activity());
    assertEquals(700_000, spans.get(spans.size() - 1).length());
  }

  @Test
  void ofTooManyArrowsAnEvenShareIsShown() {
    busy(1, 10);
    busy(2, 10);
    for (int i = 0; i < 50; i++) {
      sightings.add(new Arrow("thread-1", i, "thread-2", i, "wakes"));
    }
    var timeline = condensed(SMALL);
    var shown = timeline.groups().get(0).arrows().stream().map(Arrow::departure).toList();
    assertEquals(List.of(0L, 10L, 20L, 30L, 40L), shown);
    assertEquals(List.of("45 of 50 arrows: left out, evenly."), timeline.leftOut());
  }

  @Test
  void withoutLimitsNothingIsLeftOut() {
    busy(1, 10_000);
    add(2, Activity.WAITING, 0, 20);
    var timeline = condensed(Limits.NONE);
    assertEquals(List.of("pool-1", "pool-2"), names(timeline));
    assertEquals(10_000, timeline.groups().get(0).lanes().get(0).spans().size());
    assertEquals(List.of(), timeline.leftOut());
  }

  @Test
  void lanesOfOneNameAreToldApart() {
    busy(1, 2);
    busy(2, 2);
    thread(2).name("pool-1");
    assertEquals(List.of("pool-1 #1", "pool-1 #2"), names(condensed(SMALL)));
  }

  @Test
  void lanesWhoseNamesDifferInNumbersStandByTheirNumbers() {
    for (int i : new int[] {10, 9, 1}) {
      busy(i, 2);
    }
    assertEquals(List.of("pool-1", "pool-9", "pool-10"), names(condensed(SMALL)));
  }

  @Test
  void aRecordingWithoutAnythingToShowIsATimelineWithoutLanes() {
    var timeline = condensed(SMALL);
    assertEquals(List.of(), timeline.groups());
    assertEquals("0 lanes, 0 spans, 0 arrows, 1 ns", timeline.summary());
  }
}
