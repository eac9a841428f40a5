package dev.tandem.threads.samples;

import dev.tandem.samples.AtLeastOne;
import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Stage;
import dev.tandem.threads.Event;
import dev.tandem.threads.samples.crew.Crew;
import java.io.PrintStream;
import java.time.Duration;
import picocli.CommandLine.Option;

/** An event holds back whoever waits for it, and lets them all go on when it is set. */
@CatalogueEntry(
    id = "event",
    title = "Wait for an event that is set after a second",
    documents = "001")
public final class EventWaiters extends Sample {
  @Option(
      names = "--waiters",
      paramLabel = "N",
      defaultValue = "1",
      converter = AtLeastOne.class,
      description = "How many wait for the event (default: ${DEFAULT-VALUE}).")
  private int waiters;

  @Override
  public void run(Stage stage) throws Exception {
    var event = new Event();
    try (var crew = new Crew()) {
      for (int i = 0; i < waiters; i++) {
        crew.start("waiter-" + i, () -> await(event, System.out));
      }
      stage.sleep(Duration.ofSeconds(1));
      System.out.println(1); // first: a thread, unlike a coroutine, goes on the moment it may
      event.set();
      crew.join();
    }
  }

  private static void await(Event event, PrintStream out) throws InterruptedException {
    out.println("waiting for it ...");
    event.await();
    out.println("... got it!");
  }

  /** Runs the sample. */
  public static void main(String[] args) {
    new EventWaiters().launch(args);
  }
}
