package dev.tandem.samples;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * What is printed to {@link System#out} between the start and {@link #close}, line by line, by any
 * thread. Figures are formatted as in no country meanwhile.
 *
 * <p>There is one {@code System.out}: captures may stand inside each other, not beside each other.
 *
 * <pre>{@code
 * try (var output = CapturedOutput.start()) {
 *   System.out.println("hello");
 *   assertEquals(List.of("hello"), output.lines());
 * }
 * }</pre>
 */
public final class CapturedOutput implements AutoCloseable {
  private final Locale locale = Locale.getDefault(Locale.Category.FORMAT);
  private final PrintStream outer = System.out;
  private final Queue<String> lines = new ConcurrentLinkedQueue<>();
  private final PrintStream inner;

  private CapturedOutput(Consumer<String> onLine) {
    inner = new PrintStream(new Lines(onLine), true, StandardCharsets.UTF_8);
  }

  /** Starts to keep what is printed. */
  public static CapturedOutput start() {
    return start(line -> {});
  }

  /**
   * Starts to keep what is printed.
   *
   * @param onLine is told of each line by the thread that prints it, before that goes on
   */
  public static CapturedOutput start(Consumer<String> onLine) {
    var output = new CapturedOutput(onLine);
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    System.setOut(output.inner);
    return output;
  }

  /**
   * Plays a sample with the given options, its delays at the speed that they ask for.
   *
   * @param sample the sample
   * @param options as on the command line
   * @return the lines that it printed
   * @throws Exception as {@link Sample#play}
   */
  public static List<String> of(Sample sample, String... options) throws Exception {
    sample.commandLine(sample.id()).parseArgs(options);
    try (var output = start()) {
      sample.play(sample.stage().unwatched());
      return output.lines();
    }
  }

  /** The lines printed so far. */
  public List<String> lines() {
    return List.copyOf(lines);
  }

  /**
   * Gives {@code System.out} back.
   *
   * @throws IllegalStateException if somebody else has taken it meanwhile and not given it back
   */
  @Override
  public void close() {
    if (System.out != inner) {
      throw new IllegalStateException("System.out was taken by somebody else: " + System.out);
    }
    System.setOut(outer);
    Locale.setDefault(Locale.Category.FORMAT, locale);
  }

  /** Cuts what is written into lines. Its only user is a {@link PrintStream}, under its lock. */
  private final class Lines extends OutputStream {
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final Consumer<String> onLine;

    Lines(Consumer<String> onLine) {
      this.onLine = onLine;
    }

    @Override
    public void write(int b) {
      if (b != '\n') {
        line.write(b);
        return;
      }
      var printed = line.toString(StandardCharsets.UTF_8).stripTrailing();
      line.reset();
      lines.add(printed);
      onLine.accept(printed);
    }
  }
}
