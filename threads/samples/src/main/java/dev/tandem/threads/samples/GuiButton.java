package dev.tandem.threads.samples;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.EventThread;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Seconds;
import dev.tandem.samples.Stage;
import dev.tandem.threads.Event;
import java.time.Duration;
import java.util.concurrent.Executor;
import picocli.CommandLine.Option;

/**
 * A window has one thread for all its events, so a button whose job takes long freezes it. The job
 * belongs on a thread of its own, and what it shows in the end, on the event thread again.
 */
@CatalogueEntry(
    id = "gui-button",
    title = "A job must not freeze the thread that handles events",
    documents = "000")
public final class GuiButton extends Sample {
  @Option(
      names = "--job",
      paramLabel = "SECONDS",
      defaultValue = "1",
      converter = Seconds.class,
      description = "How long the button's job takes (default: ${DEFAULT-VALUE}).")
  private Duration job;

  @Override
  public void run(Stage stage) throws InterruptedException {
    try (var events = EventThread.open(title())) {
      main(events, stage.seconds(job));
    }
  }

  // snippet: lesson
  static void frozen(double seconds, Event done) {
    try {
      System.out.println("button: working ...");
      Thread.sleep(Math.round(1000 * seconds)); // and no other event is handled
      System.out.println("button: done");
      done.set();
    } catch (InterruptedException end) {
      // the window is closed
    }
  }

  static void alive(Executor events, double seconds, Event done) {
    System.out.println("button: working ...");
    Runnable job =
        () -> {
          try {
            Thread.sleep(Math.round(1000 * seconds));
            // back on the event thread, the only one that may touch the window
            events.execute(() -> System.out.println("button: done"));
            events.execute(done::set);
          } catch (InterruptedException end) {
            // the window is closed
          }
        };
    new Thread(job).start();
  }

  static void main(Executor events, double seconds) throws InterruptedException {
    Event done = new Event(); // events: in Swing, EventQueue::invokeLater
    events.execute(() -> System.out.println("the job on the event thread"));
    events.execute(() -> frozen(seconds, done));
    events.execute(() -> System.out.println("another click is answered"));
    done.await();
    done.clear();
    events.execute(() -> System.out.println("the job on a thread of its own"));
    events.execute(() -> alive(events, seconds, done));
    events.execute(() -> System.out.println("another click is answered"));
    done.await();
  }

  // end

  /** Runs the sample. */
  public static void main(String[] args) {
    new GuiButton().launch(args);
  }
}
