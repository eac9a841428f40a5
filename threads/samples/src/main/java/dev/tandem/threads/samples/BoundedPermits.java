package dev.tandem.threads.samples;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Stage;
import dev.tandem.threads.BoundedSemaphore;
import java.util.concurrent.Semaphore;

/**
 * A semaphore does not know how many permits there ought to be: one release too many, and from then
 * on it lets one more in. A bounded one refuses it.
 */
@CatalogueEntry(
    id = "bounded-semaphore",
    title = "Release a permit once too often, and be told so",
    documents = "001")
public final class BoundedPermits extends Sample {
  @Override
  public void run(Stage stage) throws InterruptedException {
    main();
  }

  // snippet: lesson
  static int enter(Semaphore semaphore) {
    int inside = 0;
    while (semaphore.tryAcquire()) { // takes a permit if there is one, and never waits
      inside++;
    }
    return inside;
  }

  static void main() throws InterruptedException {
    Semaphore plain = new Semaphore(1);
    plain.acquire();
    plain.release();
    plain.release();
    System.out.println("plain: released once too often");
    System.out.println("plain: lets " + enter(plain) + " in");

    BoundedSemaphore bounded = new BoundedSemaphore(1);
    bounded.acquire();
    bounded.release();
    try {
      bounded.release();
    } catch (IllegalStateException e) {
      System.out.println("bounded: refuses to be released once too often");
    }
    System.out.println("bounded: lets " + enter(bounded) + " in");
  }

  // end

  /** Runs the sample. */
  public static void main(String[] args) {
    new BoundedPermits().launch(args);
  }
}
