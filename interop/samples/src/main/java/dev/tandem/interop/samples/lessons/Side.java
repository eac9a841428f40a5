package dev.tandem.interop.samples.lessons;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.tandem.samples.Module;
import java.util.Locale;

/** The columns of a lesson, from left to right. */
public enum Side {
  /** Python, from its own documents. */
  PYTHON,
  /** Java threads. */
  THREADS,
  /** Kotlin coroutines. */
  COROUTINES,
  /** Both in one program. */
  INTEROP;

  /** The side that a module is. */
  static Side of(Module module) {
    return valueOf(module.name());
  }

  /** The name on the command line. */
  @Override
  @JsonValue
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
