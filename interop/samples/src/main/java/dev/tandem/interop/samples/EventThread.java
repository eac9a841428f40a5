package dev.tandem.interop.samples;

import dev.tandem.coroutines.Event;
import dev.tandem.interop.Blocking;
import dev.tandem.samples.Stage;
import java.io.PrintStream;
import java.time.Duration;

/** The threads' half of {@link EventWaiters}. */
final class EventThread {
  private EventThread() {}

  static void await(Event event, String name, PrintStream out) throws InterruptedException {
    out.println(name + " waiting for it ...");
    Blocking.asBlockingEvent(event).await();
    out.println(name + " ... got it!");
  }

  static void setLater(Event event, Stage stage) throws InterruptedException {
    stage.sleep(Duration.ofSeconds(1));
    event.set(); // waits for nobody, so a thread may call it as it is
  }
}
