package dev.tandem.samples;

import java.util.Locale;

/** The three modules that a sample can belong to, in the order in which they are shown. */
public enum Module {
  /** Java threads, blocking. */
  THREADS,
  /** Kotlin coroutines, suspending. */
  COROUTINES,
  /** Both in one program. */
  INTEROP;

  /**
   * Tells which module {@code type} belongs to.
   *
   * @param type a class in {@code dev.tandem.<module>.samples} or a package below it
   * @return the module
   * @throws IllegalArgumentException if the class is in no such package
   */
  static Module of(Class<?> type) {
    for (var module : values()) {
      if ((type.getPackageName() + ".").startsWith("dev.tandem." + module + ".samples.")) {
        return module;
      }
    }
    throw new IllegalArgumentException(
        type.getName() + " is in no package dev.tandem.<module>.samples");
  }

  /**
   * The module of a name.
   *
   * @param name as {@link #toString} gives it
   * @return the module
   * @throws IllegalArgumentException if there is no such module
   */
  public static Module of(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  /** The name on the command line: {@code threads}, {@code coroutines} or {@code interop}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
