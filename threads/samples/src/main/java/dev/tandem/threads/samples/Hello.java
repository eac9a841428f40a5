package dev.tandem.threads.samples;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Stage;
import java.time.Duration;

/** A thread that sleeps is a thread that nobody else can use. */
@CatalogueEntry(id = "hello", title = "Say hello, then wait a second", documents = "001")
public final class Hello extends Sample {
  @Override
  public void run(Stage stage) throws InterruptedException {
    System.out.println("hello");
    stage.sleep(Duration.ofSeconds(1));
  }

  /** Runs the sample. */
  public static void main(String[] args) {
    new Hello().launch(args);
  }
}
