package dev.tandem.threads.samples;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Seconds;
import dev.tandem.samples.Stage;
import java.time.Duration;
import picocli.CommandLine.Option;

/**
 * What {@code await others()} is to a coroutine, an ordinary call is to a thread: the caller stands
 * still until the value is there, while the other threads go on.
 */
@CatalogueEntry(
    id = "await-sequence",
    title = "Wait for another function's value, then use it",
    documents = "002")
public final class AwaitSequence extends Sample {
  @Option(
      names = "--delay",
      paramLabel = "SECONDS",
      defaultValue = "2",
      converter = Seconds.class,
      description = "How long the other function waits (default: ${DEFAULT-VALUE}).")
  private Duration delay;

  @Option(
      names = "--value",
      paramLabel = "TEXT",
      defaultValue = "return value",
      description = "What the other function returns (default: ${DEFAULT-VALUE}).")
  private String value;

  @Override
  public void run(Stage stage) throws InterruptedException {
    main(stage.seconds(delay), value);
  }

  // snippet: lesson
  static String others(double seconds, String value) throws InterruptedException {
    System.out.println("start");
    Thread.sleep(Math.round(1000 * seconds));
    System.out.println("end");
    return value;
  }

  static void main(double seconds, String value) throws InterruptedException {
    System.out.println("inside the caller");
    String response = others(seconds, value); // this thread waits; others go on
    System.out.println("request done, the result is: " + response);
  }

  // end

  /** Runs the sample. */
  public static void main(String[] args) {
    new AwaitSequence().launch(args);
  }
}
