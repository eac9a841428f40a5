package dev.tandem.samples.cpu;

import dev.tandem.samples.AtLeastOne;
import dev.tandem.samples.HostPort;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of the job: which number to test, how often, and by how many. */
public final class CpuOptions {
  @Option(
      names = "--number",
      paramLabel = "N",
      defaultValue = "112272535095293",
      description = "The number to test (default: ${DEFAULT-VALUE}).")
  private long number;

  @Option(
      names = "--times",
      paramLabel = "N",
      defaultValue = "100",
      converter = AtLeastOne.class,
      description = "How often to test it (default: ${DEFAULT-VALUE}).")
  private int times;

  @Option(
      names = "--workers",
      paramLabel = "N",
      converter = AtLeastOne.class,
      description = "How many test it at once (default: one for each processor).")
  private int workers = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--members",
      paramLabel = "N",
      defaultValue = "3",
      converter = AtLeastOne.class,
      description = "How many members the cluster has, in interop (default: ${DEFAULT-VALUE}).")
  private int members;

  @Option(
      names = "--join",
      paramLabel = "HOST:PORT",
      split = ",",
      converter = HostPort.class,
      description = "In interop, use the cluster with this member instead of one started for it.")
  private List<String> join = List.of();

  @Option(
      names = "--cluster-file",
      paramLabel = "FILE",
      description =
          "In interop, with --join: the file that holds the cluster's name"
              + " (default: .tandem/cluster in your home).")
  private Path clusterFile;

  List<Long> numbers() {
    return Collections.nCopies(times, number);
  }

  /** How many numbers to test at once. */
  public int workers() {
    return workers;
  }

  /** How many members to start a cluster of. */
  public int members() {
    return members;
  }

  /** The addresses of members of a cluster that is there already, if any. */
  public List<String> join() {
    return join;
  }

  /** The file with the name of the cluster that is there already, if not the usual one. */
  public Optional<Path> clusterFile() {
    return Optional.ofNullable(clusterFile);
  }

  /** What is to be done, in words. */
  String description() {
    return "is_prime(%d), %d times, %d at once".formatted(number, times, workers);
  }
}
