package dev.tandem.samples;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;

/**
 * One example of the documents, rebuilt for one module: a class with a {@link CatalogueEntry}, a
 * constructor without arguments, picocli {@code @Option} fields whose defaults are the documents'
 * values, and {@link #run}.
 *
 * <pre>{@code
 * @CatalogueEntry(id = "hello", title = "Say hello, then wait a second", documents = "001")
 * public final class Hello extends Sample {
 *   @Override
 *   public void run(Stage stage) throws InterruptedException {
 *     hello(stage.scaled(1));
 *   }
 *
 *   // snippet: lesson
 *   static void hello(double seconds) throws InterruptedException {
 *     System.out.println("hello");
 *     Thread.sleep(Math.round(1000 * seconds));
 *   }
 *   // end
 *
 *   public static void main(String[] args) {
 *     new Hello().launch(args);
 *   }
 * }
 * }</pre>
 */
public abstract class Sample implements Callable<Integer> {
  private final CatalogueEntry entry;

  @Mixin private StageOptions stageOptions = new StageOptions();

  /**
   * Reads the class's catalogue entry.
   *
   * @throws IllegalStateException if it has none
   */
  protected Sample() {
    entry = getClass().getAnnotation(CatalogueEntry.class);
    if (entry == null) {
      throw new IllegalStateException(getClass().getName() + " lacks its @CatalogueEntry");
    }
  }

  /**
   * What the sample does, from start to end. Threads that it starts may outlive this call; {@link
   * #play} waits for them.
   *
   * @param stage how long the documents' delays are
   * @throws Exception as {@link #play}
   */
  public abstract void run(Stage stage) throws Exception;

  /**
   * Plays the sample once, on a thread of its own, and leaves nothing running behind, however it
   * ends: see {@link SampleThreads}.
   *
   * @param stage how long the documents' delays are
   * @throws SampleException if the sample ran and its result is a failure
   * @throws InterruptedException if the thread was interrupted; whatever the sample started is gone
   * @throws Exception whatever else went wrong
   */
  public final void play(Stage stage) throws Exception {
    var side = new SideEvent(SideEvent.isRecorded() ? module().toString() : "", true);
    try {
      SampleThreads.run(
          "main",
          () -> {
            side.begin();
            run(stage);
          });
    } finally {
      side.commit();
    }
  }

  /**
   * Plays this sample and its brothers in the other modules, for {@code tandem compare}. A sample
   * with several strategies overrides this to measure them.
   *
   * @param brothers this sample in every module that has it, this one first, options set
   * @param stage where progress shows, and how long the documents' delays are
   * @return what came out
   * @throws Exception as {@link #play}
   */
  public Comparison compare(List<Sample> brothers, Stage stage) throws Exception {
    return OutputComparison.of(id(), brothers, stage);
  }

  /** The sample's name on the command line. */
  public final String id() {
    return entry.id();
  }

  /** What the sample shows, in one line. */
  public final String title() {
    return entry.title();
  }

  /** The numbers of the documents that the example comes from. */
  public final List<String> documents() {
    return List.of(entry.documents());
  }

  /** The module that the sample belongs to. */
  public final Module module() {
    return Module.of(getClass());
  }

  /** The stage that the command line's options set. */
  public final Stage stage() {
    return stageOptions.stage();
  }

  /** Plays the sample on {@link #stage()}: what picocli calls once the options are set. */
  @Override
  public final Integer call() throws Exception {
    play(stage());
    return 0;
  }

  /**
   * The sample's own command line.
   *
   * @param name what its usage calls it
   * @return a command line that sets this sample's options and runs it
   */
  public final CommandLine commandLine(String name) {
    var spec = CommandSpec.forAnnotatedObject(this).name(name);
    spec.usageMessage().header(title()).footer("", origin());
    return Shell.configure(new CommandLine(spec));
  }

  /** Which of the documents it rebuilds a part of, and where these are named. */
  private String origin() {
    var documents = entry.documents();
    return "From %s %s, see docs/tutorials/sections.md."
        .formatted(
            documents.length == 1 ? "document" : "documents", String.join(" and ", documents));
  }

  /**
   * Runs the sample as a program of its own, and ends the JVM with its exit code.
   *
   * @param args the sample's options
   */
  public final void launch(String... args) {
    Shell.exit(() -> commandLine(id()).execute(args));
  }
}
