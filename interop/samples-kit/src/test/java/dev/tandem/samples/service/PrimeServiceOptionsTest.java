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
    assertEquals(Runtime.getRuntime().availableProcessors(), options.workers());
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
