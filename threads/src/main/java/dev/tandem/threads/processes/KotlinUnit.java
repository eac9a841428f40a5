package dev.tandem.threads.processes;

import java.io.Serial;

/**
 * Stands in for {@code kotlin.Unit}, which is what a Kotlin function without a result gives, and is
 * not serializable. This library knows no Kotlin, so the object is known, and found on the other
 * side, by its class's name. It arrives as the one that there is, wherever in a task, a value or an
 * exception it stands.
 */
final class KotlinUnit implements Message {
  @Serial private static final long serialVersionUID = 1;

  private static final String NAME = "kotlin.Unit";
  private static final KotlinUnit STAND_IN = new KotlinUnit();

  private KotlinUnit() {}

  /**
   * What is to be written in the place of {@code object}: itself, if that is not the unit. It is
   * null if that is what an object's own {@code writeReplace} gave.
   */
  static Object standInFor(Object object) {
    return object != null && object.getClass().getName().equals(NAME) ? STAND_IN : object;
  }

  /** What {@code object}, as it was read, stands for: itself, if it is not a stand-in. */
  static Object meantBy(Object object, ClassLoader loader) throws ReflectiveOperationException {
    return object instanceof KotlinUnit
        ? Class.forName(NAME, true, loader).getField("INSTANCE").get(null)
        : object;
  }
}
