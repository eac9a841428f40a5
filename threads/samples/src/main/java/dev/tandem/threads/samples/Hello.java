package dev.tandem.threads.samples;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Stage;

/** A thread that sleeps is a thread that nobody else can use. */
@CatalogueEntry(id = "hello", title = "Say hello, then wait a second", documents = "001")
public final class Hello extends Sample {
  @Override
  public void run(Stage stage) throws InterruptedException {
    main(stage.scaled(1));
  }

  // snippet: lesson
  static void main(double seconds) throws InterruptedException {
    System.out.println("hello");
    Thread.sleep(Math.round(1000 * seconds));
  }

  // end

  /** Runs the sample. */
  public static void main(String[] args) {
    new Hello().launch(args);
  }
}
