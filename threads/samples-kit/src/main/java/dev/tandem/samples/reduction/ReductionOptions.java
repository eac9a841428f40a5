package dev.tandem.samples.reduction;

import dev.tandem.samples.UsageException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of a reduction: of which numbers, by which operator, in how many chunks. */
public final class ReductionOptions {
  private static final int MOST_NUMBERS = 100_000_000;
  private static final int MOST_CHUNKS = 10_000;
  private static final int MOST_WORKERS = 100;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--operator",
      paramLabel = "OPERATOR",
      defaultValue = "sum",
      description =
          "What makes one number of two: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}). The"
              + " product is modulo "
              + Operator.MODULUS
              + ". minus is not associative: chunks give another result, and the sample fails.")
  private Operator operator;

  @Option(
      names = "--numbers",
      paramLabel = "N",
      defaultValue = "5000000",
      description = "How many numbers to reduce (default: ${DEFAULT-VALUE}).")
  private int numbers;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Another seed, other numbers at random (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--chunks",
      paramLabel = "N",
      defaultValue = "8",
      description = "Into how many chunks they are split (default: ${DEFAULT-VALUE}).")
  private int chunks;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "How many chunks to reduce at once (default: one for each processor).")
  private int workers = Math.min(MOST_WORKERS, Runtime.getRuntime().availableProcessors());

  /**
   * Checks the options, before anything is drawn.
   *
   * @throws UsageException if a value cannot be used
   */
  public void check() {
    require("--numbers", numbers, MOST_NUMBERS);
    require("--chunks", chunks, Math.min(MOST_CHUNKS, numbers));
    require("--workers", workers, MOST_WORKERS);
  }

  private void require(String name, int value, int most) {
    if (value < 1 || value > most) {
      throw new UsageException(
          spec.commandLine(),
          "%s must be from 1 to %d, not %d".formatted(name, most, value),
          "Try '--numbers 1000 --chunks 8 --workers 2'.");
    }
  }

  /** What makes one number of two. */
  public Operator operator() {
    return operator;
  }

  /** How many chunks to reduce at once. */
  public int workers() {
    return workers;
  }

  /**
   * Draws the numbers, the same ones for the same options.
   *
   * @return numbers from 1 to {@link Operator#MODULUS} - 1
   */
  public long[] draw() {
    return new SplittableRandom(seed).longs(numbers, 1, Operator.MODULUS).toArray();
  }

  /**
   * Splits what was drawn.
   *
   * @param drawn the numbers
   * @return the chunks in their order, none of them empty, whose sizes differ by 1 at most
   */
  public List<long[]> split(long[] drawn) {
    return IntStream.range(0, chunks)
        .mapToObj(i -> Arrays.copyOfRange(drawn, start(i), start(i + 1)))
        .toList();
  }

  private int start(int chunk) {
    return (int) ((long) numbers * chunk / chunks);
  }

  /** What is to be done, in words. */
  public String description() {
    return "%s of %d numbers in %d chunks, %d at once"
        .formatted(operator, numbers, chunks, workers);
  }
}
