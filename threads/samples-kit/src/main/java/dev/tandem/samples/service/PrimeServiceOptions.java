package dev.tandem.samples.service;

import dev.tandem.samples.AtLeastOne;
import dev.tandem.samples.Seconds;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Option;

/** The options of a service that computes: in how many processes, for whom, and how long. */
public final class PrimeServiceOptions {
  @Option(
      names = "--workers",
      paramLabel = "N",
      converter = AtLeastOne.class,
      description = "How many processes compute (default: one for each processor, two at least).")
  private int workers = Math.max(2, Runtime.getRuntime().availableProcessors());

  @Option(
      names = "--per-client",
      paramLabel = "N",
      converter = AtLeastOne.class,
      description =
          "How many questions one client, which is an address, may have under way; more are refused"
              + " at once (default: half as many as there are workers, so that others get theirs).")
  private Integer perClient;

  @Option(
      names = "--waiting",
      paramLabel = "N",
      defaultValue = "100",
      converter = AtLeastOne.class,
      description =
          "How many questions may wait for a process; more are refused at once"
              + " (default: ${DEFAULT-VALUE}).")
  private int waiting;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "30",
      converter = Seconds.class,
      description =
          "How long a question may take, the wait for a process included"
              + " (default: ${DEFAULT-VALUE}).")
  private Duration timeout;

  /** How many processes compute. */
  public int workers() {
    return workers;
  }

  /** What the service takes on: new for each run. */
  public Admission admission() {
    return new Admission(
        perClient != null ? perClient : Math.max(1, workers / 2),
        (int) Math.min(Integer.MAX_VALUE, (long) workers + waiting));
  }

  /** How long a question may take. */
  public Duration timeout() {
    return timeout;
  }

  /**
   * What a client is told whose question nobody has answered.
   *
   * @param failure why: a {@link TimeoutException} if the time is up, or what became of the task
   */
  public JsonAnswer unanswered(Throwable failure) {
    if (failure instanceof TimeoutException) {
      return JsonAnswer.unavailable("there is no answer within " + inSeconds(timeout));
    }
    if (failure instanceof CancellationException) {
      return JsonAnswer.unavailable("the question was given up");
    }
    var reason = failure.getMessage();
    return JsonAnswer.unavailable(reason == null ? failure.toString() : reason);
  }

  private static String inSeconds(Duration time) {
    return BigDecimal.valueOf(time.toNanos(), 9).stripTrailingZeros().toPlainString() + " s";
  }
}
