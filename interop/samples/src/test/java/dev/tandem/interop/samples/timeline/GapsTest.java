package dev.tandem.interop.samples.timeline;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** When a thread is taken to run. */
class GapsTest {
  private static final Span SLEEP = sleep(100, 200);
  private static final Span LATER = sleep(210, 300);

  private static Span sleep(long from, long to) {
    return Span.of(Activity.SLEEPING, nanos(from), nanos(to), "sleep", "");
  }

  private static long nanos(long millis) {
    return MILLISECONDS.toNanos(millis);
  }

  private static List<String> filled(Gaps gaps, Span... told) {
    return gaps.fill(List.of(told)).stream()
        .map(s -> s.activity().word() + " " + s.start() / 1_000_000 + "-" + s.end() / 1_000_000)
        .toList();
  }

  @Test
  void aShortGapBetweenTwoEventsIsRunning() {
    var gaps = new Gaps(0, false, nanos(400), false, List.of());
    assertEquals(
        List.of("sleeping 100-200", "running 200-210", "sleeping 210-300"),
        filled(gaps, SLEEP, LATER));
  }

  @Test
  void aLongGapIsNothingThatIsKnown() {
    var gaps = new Gaps(0, true, nanos(2_000), true, List.of());
    assertEquals(List.of("sleeping 100-200"), filled(gaps, SLEEP));
  }

  @Test
  void aLongGapIsRunningWhereTheThreadWasSampled() {
    var samples = List.of(nanos(310), nanos(325), nanos(500));
    var gaps = new Gaps(0, false, nanos(2_000), false, samples);
    assertEquals(
        List.of("sleeping 210-300", "running 300-335", "running 490-510"), filled(gaps, LATER));
  }

  @Test
  void theTimeBeforeTheFirstEventIsRunningOnlyIfTheThreadStartedThen() {
    var late = sleep(10, 20);
    assertEquals(
        List.of("running 0-10", "sleeping 10-20"),
        filled(new Gaps(0, true, nanos(400), false, List.of()), late));
    assertEquals(
        List.of("sleeping 10-20"), filled(new Gaps(0, false, nanos(400), false, List.of()), late));
  }

  @Test
  void theTimeAfterTheLastEventIsRunningOnlyIfTheThreadEndedThen() {
    assertEquals(
        List.of("sleeping 100-200", "running 200-210"),
        filled(new Gaps(nanos(50), false, nanos(210), true, List.of()), SLEEP));
    assertEquals(
        List.of("sleeping 100-200"),
        filled(new Gaps(nanos(50), false, nanos(210), false, List.of()), SLEEP));
  }

  @Test
  void aSampleDuringASpanAddsNothing() {
    var gaps = new Gaps(0, false, nanos(2_000), false, List.of(nanos(150)));
    assertEquals(List.of("sleeping 100-200"), filled(gaps, SLEEP));
  }
}
