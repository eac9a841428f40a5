package dev.tandem.threads.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.samples.CapturedOutput;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SayAfterTest {
  private static List<String> withoutTimes(List<String> lines) {
    return lines.stream()
        .map(line -> line.replaceAll("\\d\\d:\\d\\d:\\d\\d$", "TIME"))
        .map(line -> line.replaceAll("\\d+\\.\\d\\d s$", "N s"))
        .toList();
  }

  private static double seconds(String took) {
    return Double.parseDouble(took.replaceAll("took (.*) s", "$1"));
  }

  @Test
  void helloComesBeforeWorldInSequenceAndAsTasks() throws Exception {
    assertEquals(
        List.of(
            "in sequence",
            "started at TIME",
            "hello",
            "world",
            "finished at TIME",
            "took N s",
            "as tasks",
            "started at TIME",
            "hello",
            "world",
            "finished at TIME",
            "took N s"),
        withoutTimes(CapturedOutput.of(new SayAfter(), "--speed", "10")));
  }

  @Test
  void tasksTakeAsLongAsTheLongestAndASequenceAsLongAsTheSum() throws Exception {
    var lines = CapturedOutput.of(new SayAfter(), "--speed", "4");
    double sequence = seconds(lines.get(5));
    double tasks = seconds(lines.get(11));
    assertTrue(sequence >= 0.75, () -> "the sequence took " + sequence + " s");
    assertTrue(tasks >= 0.5 && tasks < sequence, () -> tasks + " s after " + sequence + " s");
  }

  @Test
  void tasksSpeakInTheOrderOfTheirDelays() throws Exception {
    var lines =
        CapturedOutput.of(new SayAfter(), "--word", "late=4", "--word", "early=1", "--speed", "10");
    assertEquals(List.of("late", "early"), lines.subList(2, 4));
    assertEquals(List.of("early", "late"), lines.subList(8, 10));
  }

  @Test
  void theTimesOfDayAreThoseOfTheStartAndTheEnd() throws Exception {
    var lines = CapturedOutput.of(new SayAfter(), "--word", "word=1.1");
    var started = LocalTime.parse(lines.get(1).replace("started at ", ""));
    var finished = LocalTime.parse(lines.get(3).replace("finished at ", ""));
    long seconds = Math.floorMod(Duration.between(started, finished).toSeconds(), 86_400);
    assertTrue(seconds >= 1 && seconds < 30, () -> "from " + started + " to " + finished);
  }

  @Test
  void anInterruptedRunEndsAtOnce() throws Exception {
    try (var player = Player.play(new SayAfter(), "--word", "never=86400")) {
      player.nextLine();
      player.interrupt();
    }
  }

  @Test
  void aWordThatIsThereTwiceIsRefused() {
    assertEquals(
        new Execution(2, "say-after: --word names 'hello' twice. Each needs a name of its own."),
        Execution.of(new SayAfter(), "--word", "hello=1,world=2,hello=3"));
  }

  @Test
  void aWordWithoutADelayIsRefused() {
    assertEquals(
        new Execution(
            2,
            "say-after: Invalid value for option '--word' (WORD=SECONDS):"
                + " 'hello' is not a name and a number of seconds such as AAA=0.5."
                + " Try 'say-after --help'."),
        Execution.of(new SayAfter(), "--word", "hello"));
  }
}
