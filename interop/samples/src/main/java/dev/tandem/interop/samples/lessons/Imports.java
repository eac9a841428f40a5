package dev.tandem.interop.samples.lessons;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which of a source file's imports a region of it uses: those whose names occur in its code. */
final class Imports {
  /** Java's and Kotlin's. */
  private static final Pattern OF_A_NAME =
      Pattern.compile("import ((?:static )?[\\w.]+\\.(\\w+)(?: as (\\w+))?);?");

  /** Python's. */
  private static final Pattern OF_A_MODULE = Pattern.compile("import ([\\w.]+)");

  private static final Pattern OUT_OF_A_MODULE =
      Pattern.compile("from ([\\w.]+) import ([\\w, ]+)");

  /** What only stands outside lessons: options, and what the samples share. */
  private static final Pattern OUTSIDE =
      Pattern.compile("(static )?(picocli|dev\\.tandem\\.(\\w+\\.)?samples)\\..*");

  private Imports() {}

  /**
   * The imports that a region uses, in the order of the file.
   *
   * @param python whether the file is Python's: then they are modules
   */
  static List<String> used(String source, String region, boolean python) {
    var code = region.replaceAll("(?m)(^|\\s)" + (python ? "#" : "//") + " .*$", "");
    return source
        .lines()
        .flatMap(line -> (python ? module(line, code) : name(line, code)).stream())
        .distinct()
        .toList();
  }

  private static Optional<String> name(String line, String code) {
    var matcher = OF_A_NAME.matcher(line);
    if (!matcher.matches() || OUTSIDE.matcher(matcher.group(1)).matches()) {
      return Optional.empty();
    }
    var name = matcher.group(3) != null ? matcher.group(3) : matcher.group(2);
    boolean itsOwn = code.contains("fun " + name + "(");
    return occurs(name, code) && !itsOwn ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static Optional<String> module(String line, String code) {
    var module = OF_A_MODULE.matcher(line);
    if (module.matches()) {
      return occurs(module.group(1), code) ? Optional.of(module.group(1)) : Optional.empty();
    }
    var names = OUT_OF_A_MODULE.matcher(line);
    return names.matches()
            && List.of(names.group(2).split(", ")).stream().anyMatch(name -> occurs(name, code))
        ? Optional.of(names.group(1))
        : Optional.empty();
  }

  private static boolean occurs(String name, String code) {
    return Pattern.compile("\\b" + Pattern.quote(name) + "\\b").matcher(code).find();
  }
}
