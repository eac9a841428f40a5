package dev.tandem.samples.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class PrimeServiceOptionsTest {
  private final PrimeServiceOptions options = new PrimeServiceOptions();

  @Test
  void aQuestionMayTakeHalfAMinuteInAsManyProcessesAsThereAreProcessors() {
    parse();
    assertEquals(Duration.ofSeconds(30), options.timeout());
    assertEquals(Math.max(2, Runtime.getRuntime().availableProcessors()), options.workers());
  }

  @Test
  void oneClientHasHalfOfTheWorkersAndNeverAll() throws Exception {
    assertEquals(1, admitted(options("--workers=1").admission()));
    assertEquals(1, admitted(options("--workers=2").admission()));
    assertEquals(1, admitted(options("--workers=3").admission()));
    assertEquals(8, admitted(options("--workers=16").admission()));
    assertEquals(5, admitted(options("--workers=2", "--per-client=5").admission()));
  }

  @Test
  void noMoreQuestionsAreTakenOnThanAreComputedAndMayWait() throws Exception {
    var admission = options("--workers=2", "--waiting=3").admission();
    for (int i = 0; i < 5; i++) {
      admission.admit("client " + i);
    }
    assertEquals(
        "all clients may have 5 under way at a time",
        assertThrows(BusyException.class, () -> admission.admit("another")).getMessage());
  }

  private static PrimeServiceOptions options(String... arguments) {
    var options = new PrimeServiceOptions();
    new CommandLine(options).parseArgs(arguments);
    return options;
  }

  private static int admitted(Admission admission) {
    for (int i = 0; ; i++) {
      try {
        admission.admit("one client");
      } catch (BusyException refused) {
        return i;
      }
    }
  }

  @Test
  void clientsWhoWaitInVainAreToldWhy() {
    parse("--timeout=0.50");
    assertEquals("there is no answer within 0.5 s", reason(new TimeoutException()));
    assertEquals("the question was given up", reason(new CancellationException()));
    assertEquals("killed", reason(new IllegalStateException("killed")));
    assertEquals("java.lang.IllegalStateException", reason(new IllegalStateException()));
  }

  @Test
  void refusesNoWorkersAndATimeThatIsNone() {
    assertThrows(CommandLine.ParameterException.class, () -> parse("--workers=0"));
    assertThrows(CommandLine.ParameterException.class, () -> parse("--timeout=-1"));
    assertThrows(CommandLine.ParameterException.class, () -> parse("--per-client=0"));
    assertThrows(CommandLine.ParameterException.class, () -> parse("--waiting=0"));
  }

  private void parse(String... arguments) {
    new CommandLine(options).parseArgs(arguments);
  }

  private String reason(Throwable failure) {
    var answer = options.unanswered(failure);
    assertEquals(503, answer.status());
    return answer.body().replaceFirst("^\\{\"error\": \"(.*)\"}$", "$1");
  }
}
