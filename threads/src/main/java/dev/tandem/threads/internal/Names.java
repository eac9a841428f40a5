package dev.tandem.threads.internal;

/** What threads and objects are called in a recording. */
public final class Names {
  private Names() {}

  /**
   * The name of a thread; of one that has none, as few virtual threads do, its number.
   *
   * @param thread the thread
   * @return its name
   */
  public static String of(Thread thread) {
    var name = thread.getName();
    return name.isEmpty() ? "#" + thread.getId() : name;
  }

  /**
   * Tells an object from the others of its type.
   *
   * @param type what it is known as
   * @param object the object
   * @return the type, and the object's identity hash code
   */
  public static String of(String type, Object object) {
    return type + "@" + Integer.toHexString(System.identityHashCode(object));
  }

  /**
   * Does as {@link #of(String, Object)} for an object that is known as its class.
   *
   * @param object the object
   * @return its class, and its identity hash code
   */
  public static String of(Object object) {
    var type = object.getClass();
    var name = type.getSimpleName();
    return of(name.isEmpty() ? type.getName() : name, object);
  }
}
