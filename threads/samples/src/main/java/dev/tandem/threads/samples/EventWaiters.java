package dev.tandem.threads.samples;

import dev.tandem.samples.AtLeastOne;
import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Stage;
import dev.tandem.threads.Event;
import java.util.ArrayList;
import java.util.List;
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
  public void run(Stage stage) throws InterruptedException {
    main(stage.scaled(1.0), waiters);
  }

  // snippet: lesson
  static void waiter(Event event) {
    try {
      System.out.println("waiting for it ...");
      event.await();
      System.out.println("... got it!");
    } catch (InterruptedException end) {
      // nobody will set the event any more
    }
  }

  static void main(double seconds, int count) throws InterruptedException {
    Event event = new Event();
    List<Thread> waiters = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      waiters.add(new Thread(() -> waiter(event), "waiter-" + i));
    }
    for (Thread waiter : waiters) {
      waiter.start();
    }
    Thread.sleep(Math.round(1000 * seconds));
    System.out.println(1); // before set: a thread that waits goes on at once
    event.set();
    for (Thread waiter : waiters) {
      waiter.join();
    }
  }

  // end

  /** Runs the sample. */
  public static void main(String[] args) {
    new EventWaiters().launch(args);
  }
}
