package dev.tandem.threads.samples;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.samples.CapturedOutput;
import dev.tandem.samples.programs.Transcript;
import dev.tandem.threads.samples.crew.Crew;
import dev.tandem.threads.samples.programs.ThreadPrograms;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Timeout(60)
@DisabledOnOs(OS.WINDOWS)
class SubprocessTest {
  private static final List<String> MANY_LINES = Collections.nCopies(600, "x".repeat(1_000));

  /** Answers the first line with its process id, and the second never. */
  private static final List<String> FALLS_SILENT =
      List.of("sh", "-c", "read line; echo $$; exec sleep 3600");

  private final ThreadPrograms programs = new ThreadPrograms();

  @Test
  void programsAreTalkedWithAndTheirFailuresTold() throws Exception {
    assertEquals(
        """
        $ sort
          > pear
          > fig
          > apple
          < apple
          < fig
          < pear
          exit status 0
        $ cat
          > pear
          < pear
          > fig
          < fig
          > apple
          < apple
          exit status 0
        $ sh -c echo out of paper >&2; exit 3
          ! out of paper
          exit status 3
        $ tandem-no-such-program
          failed: Cannot run program "tandem-no-such-program"
        $ sleep 3600
          given up on after 1.0 s
        """
            .lines()
            .toList(),
        play("--speed", "5"));
  }

  @Test
  void theProgramAndWhatItIsGivenAreOptions() throws Exception {
    assertEquals(
        List.of("$ tr a-z A-Z", "  > a", "  > b", "  < A", "  < B", "  exit status 0"),
        play("--command=tr,a-z,A-Z", "--lines=a,b", "--speed=100").subList(0, 6));
  }

  @Test
  void theStatusOfAProgramThatASignalEndedIsTold() throws Exception {
    assertEquals(
        List.of("$ sh -c kill -9 $$", "  > a", "  exit status 137"),
        play("--command=sh,-c,kill -9 $$", "--lines=a", "--speed=100").subList(0, 3));
  }

  @Test
  void moreThanAPipeHoldsGoesThrough() throws Exception {
    var echoed = programs.run(List.of("cat"), MANY_LINES);
    assertEquals(MANY_LINES, echoed.output());
    assertEquals(0, echoed.status());
  }

  @Test
  void moreErrorsThanAPipeHoldsDoNotHoldUpTheOutput() throws Exception {
    var complaints = programs.run(List.of("sh", "-c", "cat >&2; echo done"), MANY_LINES);
    assertEquals(MANY_LINES, complaints.errors());
    assertEquals(List.of("done"), complaints.output());
  }

  @Test
  void whoDoesNotAnswerAnyMoreFailsTheTalk() {
    var silence =
        assertThrows(
            IOException.class,
            () ->
                programs.converse(
                    List.of("sh", "-c", "read line; exec >&-; exec sleep 3600"),
                    List.of("a"),
                    new Transcript(new Listening())));
    assertTrue(silence.getMessage().endsWith("does not answer 'a'"), silence.getMessage());
  }

  @Test
  void anInterruptionEndsTheProgram() throws Exception {
    var answer = new Listening();
    try (var crew = new Crew()) {
      var talk =
          crew.submit(
              "talk",
              () -> programs.converse(FALLS_SILENT, List.of("a", "b"), new Transcript(answer)));
      var program = ProcessHandle.of(Long.parseLong(answer.heard.get(20, SECONDS))).orElseThrow();
      crew.living().forEach(Thread::interrupt);
      var end = assertThrows(ExecutionException.class, () -> talk.get(20, SECONDS));
      assertInstanceOf(InterruptedException.class, end.getCause());
      program.onExit().get(20, SECONDS);
    }
  }

  @Test
  void anInterruptionEndsTheSample() throws Exception {
    try (var player = Player.play(new Subprocess(), "--command=sleep,3600", "--lines=a")) {
      assertEquals("$ sleep 3600", player.nextLine());
      assertEquals("  > a", player.nextLine());
      player.interrupt("input", "output", "errors");
    }
  }

  private static List<String> play(String... options) throws Exception {
    return CapturedOutput.of(new Subprocess(), options).stream()
        .map(line -> line.replaceFirst("(?<=no-such-program\"): .*", "")) // each JVM's own words
        .toList();
  }

  /** Knows the first answer that a transcript tells of. */
  private static final class Listening extends PrintStream {
    final CompletableFuture<String> heard = new CompletableFuture<>();

    Listening() {
      super(OutputStream.nullOutputStream());
    }

    @Override
    public void println(String line) {
      if (line.startsWith("  < ")) {
        heard.complete(line.substring("  < ".length()));
      }
    }
  }
}
