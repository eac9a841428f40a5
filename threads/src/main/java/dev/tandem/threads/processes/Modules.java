package dev.tandem.threads.processes;

import static java.util.stream.Collectors.joining;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The modules of this JVM, for another JVM that is to have the same: those of its module path, or
 * of the image that it was linked into, beside those of the JDK that every JVM has.
 */
final class Modules {
  private Modules() {}

  /** The options that give another JVM these modules; none if all is on the class path. */
  static List<String> options() {
    var names =
        ModuleLayer.boot().modules().stream()
            .map(Module::getName)
            .filter(Modules::isAdded)
            .toList();
    if (names.isEmpty()) {
      return List.of();
    }
    var options = new ArrayList<String>();
    var path = absolute(System.getProperty("jdk.module.path"));
    if (!path.isEmpty()) {
      options.addAll(List.of("--module-path", path));
    }
    options.addAll(List.of("--add-modules", String.join(",", names)));
    return options;
  }

  /** Whether the module would be missing in a JVM that has a class path alone. */
  private static boolean isAdded(String name) {
    boolean isOfJdk = name.startsWith("java.") || name.startsWith("jdk.");
    return !isOfJdk || name.startsWith("jdk.incubator.");
  }

  /** The module of {@code type} if other JVMs have it by {@link #options}. */
  static Optional<String> nameOf(Class<?> type) {
    var module = type.getModule();
    return module.isNamed() && module.getLayer() == ModuleLayer.boot()
        ? Optional.of(module.getName())
        : Optional.empty();
  }

  /** A path whose parts the other JVM finds, too, if it has another working directory. */
  static String absolute(@Nullable String path) {
    return path == null || path.isEmpty()
        ? ""
        : Stream.of(path.split(File.pathSeparator))
            .map(part -> Path.of(part).toAbsolutePath().toString())
            .collect(joining(File.pathSeparator));
  }
}
