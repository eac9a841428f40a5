package dev.tandem.samples.amdahl;

import dev.tandem.samples.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of a measurement of Amdahl's law: which jobs, shared by how many. */
public final class AmdahlOptions {
  private static final int MOST_WORKERS = 1000;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--serial",
      paramLabel = "B",
      defaultValue = "0.1",
      description =
          "The part of the job that cannot be shared, 0 to 1 (default: ${DEFAULT-VALUE}).")
  private double serial;

  @Option(
      names = "--workers",
      paramLabel = "J",
      split = ",",
      defaultValue = "1,2,4,8,16",
      description = "How many share the rest of the job (default: ${DEFAULT-VALUE}).")
  private List<Integer> workers;

  @Option(
      names = "--blocks",
      paramLabel = "N",
      defaultValue = "8000",
      description = "How many blocks of 64 KiB are to be hashed (default: ${DEFAULT-VALUE}).")
  private int blocks;

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "3",
      description = "How often to measure each; the fastest counts (default: ${DEFAULT-VALUE}).")
  private int runs;

  @Option(
      names = "--picture",
      paramLabel = "FILE",
      defaultValue = "amdahl.png",
      description =
          "Draw the curve into this PNG file (default: ${DEFAULT-VALUE}). A file that is there stays"
              + " as it is: the curve then goes to one with a number.")
  private Path picture;

  /**
   * Checks the options, before anything is measured.
   *
   * @throws UsageException if a value cannot be used
   */
  public void check() {
    require(serial >= 0 && serial <= 1, "--serial must be from 0 to 1, not " + serial);
    require(blocks >= 1, "--blocks must be at least 1, not " + blocks);
    require(runs >= 1, "--runs must be at least 1, not " + runs);
    for (int number : workers) {
      require(
          number >= 1 && number <= MOST_WORKERS,
          "--workers must be from 1 to %d, not %d".formatted(MOST_WORKERS, number));
    }
    var folder = picture.toAbsolutePath().getParent();
    require(
        folder != null && Files.isDirectory(folder) && !Files.isDirectory(picture),
        "--picture must name a file in an existing folder, not " + picture);
    require(
        Files.isWritable(folder),
        "--picture must name a file in a folder that you may write to, not " + picture);
  }

  private void require(boolean condition, String message) {
    if (!condition) {
      throw new UsageException(
          spec.commandLine(), message, "Try '--serial 0.25 --workers 1,2,4 --picture amdahl.png'.");
    }
  }

  /** The law for the part of the job that cannot be shared. */
  public AmdahlsLaw law() {
    return new AmdahlsLaw(serial);
  }

  /** How many share the rest of the job: each number once, in order. */
  public SortedSet<Integer> workers() {
    return new TreeSet<>(workers);
  }

  /** How many blocks are to be hashed. */
  public int blocks() {
    return blocks;
  }

  /** How often to measure each. */
  public int runs() {
    return runs;
  }

  /** What to call the file that the curve is drawn into. */
  public Path picture() {
    return picture;
  }
}
