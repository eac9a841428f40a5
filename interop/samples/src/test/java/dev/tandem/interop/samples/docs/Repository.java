package dev.tandem.interop.samples.docs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The folder that holds everything, wherever in it the tests run. */
public final class Repository {
  /** The root of the repository. */
  public static final Path ROOT =
      Stream.iterate(Path.of("").toAbsolutePath(), Path::getParent)
          .filter(folder -> Files.exists(folder.resolve("CONTRIBUTING.md")))
          .findFirst()
          .orElseThrow();

  private Repository() {}

  /** A file's name from the root on, with slashes. */
  public static String name(Path file) {
    return slashed(ROOT.relativize(file.toAbsolutePath().normalize()));
  }

  /** A path as it is written in a link. */
  static String slashed(Path path) {
    return path.toString().replace('\\', '/');
  }
}
