package dev.tandem.threads.samples;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Stage;
import java.io.PrintStream;

/**
 * What is opened at the head of a block is closed at its end, whether the block succeeds or throws,
 * and several are closed in reverse. A lock that is held this way is never forgotten.
 */
@CatalogueEntry(
    id = "with-statement",
    title = "A block closes what it opened, also when it fails",
    documents = "000")
public final class WithStatement extends Sample {
  private static final String INSIDE = "-".repeat(20) + "Inside" + "-".repeat(20);
  private static final String OUTSIDE = "-".repeat(20) + "Outside" + "-".repeat(20);

  @Override
  public void run(Stage stage) {
    var out = System.out;
    one(out);
    out.println("== when the body throws");
    throwing(out);
    out.println("== two at once");
    two(out);
  }

  private static void one(PrintStream out) {
    try (var resource = new Resource("", out).enter()) {
      out.println(INSIDE);
    }
    out.println(OUTSIDE);
  }

  private static void throwing(PrintStream out) {
    try (var resource = new Resource("", out).enter()) {
      out.println(INSIDE);
      throw new IllegalStateException("the body failed");
    } catch (IllegalStateException e) { // by now the resource is closed
      out.println("caught: " + e.getMessage());
    }
    out.println(OUTSIDE);
  }

  private static void two(PrintStream out) {
    try (var first = new Resource(" first", out).enter();
        var second = new Resource(" second", out).enter()) {
      out.println(INSIDE);
    }
    out.println(OUTSIDE);
  }

  /** Tells what happens to it. */
  private static final class Resource implements AutoCloseable {
    private final String name;
    private final PrintStream out;

    Resource(String name, PrintStream out) {
      this.name = name;
      this.out = out;
      out.println("__init__" + name);
    }

    Resource enter() {
      out.println("__enter__" + name);
      return this;
    }

    @Override
    public void close() {
      out.println("__exit__" + name);
    }
  }

  /** Runs the sample. */
  public static void main(String[] args) {
    new WithStatement().launch(args);
  }
}
