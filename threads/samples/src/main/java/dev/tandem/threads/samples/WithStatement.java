package dev.tandem.threads.samples;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Stage;

/**
 * What is opened at the head of a block is closed at its end, whether the block succeeds or throws,
 * and several are closed in reverse. A lock that is held this way is never forgotten.
 */
@CatalogueEntry(
    id = "with-statement",
    title = "A block closes what it opened, also when it fails",
    documents = "000")
public final class WithStatement extends Sample {
  @Override
  public void run(Stage stage) {
    main();
  }

  // snippet: lesson
  record Resource(String name) implements AutoCloseable {
    Resource {
      System.out.println("__init__" + name);
      System.out.println("__enter__" + name); // in Java, what is made is entered
    }

    @Override
    public void close() {
      System.out.println("__exit__" + name);
    }
  }

  static void main() {
    Object f = null;
    try (Resource resource = new Resource("")) {
      System.out.println("--------------------Inside--------------------");
    }
    System.out.println("--------------------Outside--------------------");
    System.out.println("f=" + f); // still nothing: `resource` ends with its block

    System.out.println("== when the body throws");
    try (Resource resource = new Resource("")) {
      System.out.println("--------------------Inside--------------------");
      throw new IllegalStateException("the body failed");
    } catch (IllegalStateException e) { // by now the resource is closed
      System.out.println("caught: " + e.getMessage());
    }
    System.out.println("--------------------Outside--------------------");

    System.out.println("== two at once");
    try (Resource first = new Resource(" first");
        Resource second = new Resource(" second")) {
      System.out.println("--------------------Inside--------------------");
    }
    System.out.println("--------------------Outside--------------------");
  }

  // end

  /** Runs the sample. */
  public static void main(String[] args) {
    new WithStatement().launch(args);
  }
}
