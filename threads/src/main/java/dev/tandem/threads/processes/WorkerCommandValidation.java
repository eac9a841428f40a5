package dev.tandem.threads.processes;

import java.io.File;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** What a worker's start can be given. What can never be right is refused, by name and value. */
final class WorkerCommandValidation {
  /** These have the argument after them for their value. */
  private static final Set<String> TAKE_A_VALUE =
      Set.of(
          "-p",
          "--module-path",
          "--upgrade-module-path",
          "--add-modules",
          "--limit-modules",
          "--add-reads",
          "--add-exports",
          "--add-opens",
          "--patch-module",
          "--enable-native-access",
          "--sun-misc-unsafe-memory-access",
          "--illegal-native-access",
          "--illegal-final-field-mutation",
          "--enable-final-field-mutation");

  /** With these, a JVM would do something else than run a worker. */
  private static final Set<String> RUN_SOMETHING_ELSE =
      Set.of(
          "-",
          "--",
          "-jar",
          "-m",
          "--module",
          "--source",
          "-d",
          "--describe-module",
          "--list-modules",
          "--validate-modules",
          "--dry-run",
          "-version",
          "--version",
          "-fullversion",
          "--full-version",
          "-Xinternalversion",
          "-?",
          "-h",
          "-help",
          "--help",
          "-X",
          "--help-extra",
          "-Xshare:dump");

  private static final Set<String> CLASS_PATH = Set.of("-cp", "-classpath", "--class-path");

  private WorkerCommandValidation() {}

  /**
   * Requires each to be an option of a JVM, or the value of the one before it.
   *
   * @param options the options
   * @throws IllegalArgumentException if one cannot be
   */
  static void requireJvmOptions(List<String> options) {
    boolean isValue = false;
    for (var option : options) {
      requireNoNul("jvmOptions", option);
      if (!isValue) {
        requireJvmOption(option);
      }
      isValue = !isValue && TAKE_A_VALUE.contains(option);
    }
    if (isValue) {
      throw new IllegalArgumentException(
          "jvmOptions must give a value to \"" + options.get(options.size() - 1) + '"');
    }
  }

  private static void requireJvmOption(String option) {
    var name = option.startsWith("--") ? option.replaceFirst("=.*", "") : option;
    if (!option.startsWith("-")) {
      throw new IllegalArgumentException(
          "jvmOptions must begin with \"-\", not be \"" + option + '"');
    }
    if (CLASS_PATH.contains(name)) {
      throw new IllegalArgumentException(
          "jvmOptions must not have \"" + option + "\": see classPath");
    }
    if (RUN_SOMETHING_ELSE.contains(name)) {
      throw new IllegalArgumentException(
          "jvmOptions must leave the JVM a worker, which \"" + option + "\" does not");
    }
  }

  /**
   * Requires a variable that an environment can have.
   *
   * @param name its name
   * @param value its value
   * @throws IllegalArgumentException if there can be none
   */
  static void requireVariable(String name, String value) {
    requireNoNul("the variable's name", name);
    requireNoNul("the value of the variable " + name, value);
    if (name.isEmpty() || name.indexOf('=') >= 0) {
      throw new IllegalArgumentException(
          "a variable's name must have a character, and no \"=\", unlike \"" + name + '"');
    }
  }

  /**
   * Requires paths that a class path can have.
   *
   * @param path the class path
   * @throws IllegalArgumentException if one cannot be on a class path
   */
  static void requireClassPath(List<Path> path) {
    for (var part : path) {
      requireFile("classPath", part);
      if (part.toString().contains(File.pathSeparator)) {
        throw new IllegalArgumentException(
            "classPath must have one path a part, unlike \"" + part + '"');
      }
    }
  }

  /**
   * Requires a path that other processes can have as well.
   *
   * @param role what it is for, for the message
   * @param path the path
   * @throws IllegalArgumentException if it is in an archive, or the like
   */
  static void requireFile(String role, Path path) {
    if (path.getFileSystem() != FileSystems.getDefault()) {
      throw new IllegalArgumentException(
          role + " must be in the file system of the machine, unlike " + path.toUri());
    }
  }

  /**
   * Requires what can be an argument of a process.
   *
   * @param role what it is for, for the message
   * @param text the argument
   * @throws IllegalArgumentException if it has a NUL character
   */
  static void requireNoNul(String role, String text) {
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          role + " must not have the character NUL: \"" + text.replace("\0", "\\0") + '"');
    }
  }
}
