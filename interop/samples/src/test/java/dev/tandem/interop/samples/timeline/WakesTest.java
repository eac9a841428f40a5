package dev.tandem.interop.samples.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tandem.interop.samples.timeline.Wakes.Place;
import dev.tandem.interop.samples.timeline.Wakes.Wait;
import dev.tandem.interop.samples.timeline.Wakes.Wake;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which wait a wake-up ended. */
class WakesTest {
  private static final Place PLACE = new Place("JoinableQueue@1", "worker", 0);
  private static final long MILLI = 1_000_000;

  private final Wakes wakes = new Wakes();

  private void waited(long start, long end) {
    wakes.add(new Wait(PLACE, "worker", start, end));
  }

  private void woke(Place place, long at) {
    wakes.add(new Wake(place, "producer", at));
  }

  private static Arrow arrow(long departure, long arrival) {
    return new Arrow("producer", departure, "worker", arrival, "wakes");
  }

  @Test
  void aWakeUpLeadsToTheEndOfTheWaitThatItLiesIn() {
    waited(0, 10);
    waited(20, 30);
    woke(PLACE, 25);
    assertEquals(List.of(arrow(25, 30)), wakes.arrows());
  }

  @Test
  void ofSeveralWakeUpsInAWaitTheLastEndedIt() {
    waited(0, 30);
    woke(PLACE, 10);
    woke(PLACE, 25);
    assertEquals(List.of(arrow(10, 10), arrow(25, 30)), wakes.arrows());
  }

  @Test
  void aWakeUpMayComeJustBeforeItsWait() {
    waited(MILLI, 2 * MILLI);
    woke(PLACE, MILLI / 2);
    assertEquals(List.of(arrow(MILLI / 2, 2 * MILLI)), wakes.arrows());
  }

  @Test
  void aWakeUpWhoseWaitWasNotRecordedHasNoArrow() {
    waited(100 * MILLI, 110 * MILLI);
    woke(PLACE, 0);
    woke(PLACE, 120 * MILLI);
    woke(new Place("JoinableQueue@2", "worker", 0), 105 * MILLI);
    woke(new Place("JoinableQueue@1", "worker", 7), 105 * MILLI);
    assertEquals(List.of(), wakes.arrows());
  }
}
