package dev.tandem.threads.processes;

import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputFilter;
import java.io.ObjectInputFilter.Status;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import java.util.Set;

/**
 * Reads objects with the classes of a loader, as far as a filter lets them through. What the filter
 * leaves undecided, the filter of the whole JVM decides; the messages' own classes may always pass.
 */
final class Deserializer {
  private static final Set<Class<?>> OF_DESCRIPTION =
      Set.of(StackTraceElement.class, StackTraceElement[].class);

  private final ClassLoader loader;
  private final ObjectInputFilter filter;

  /**
   * @param pattern of {@link ObjectInputFilter.Config#createFilter}; none if empty
   */
  Deserializer(ClassLoader loader, String pattern) {
    this.loader = loader;
    var ofJvm = ObjectInputFilter.Config.getSerialFilter();
    var wanted =
        pattern.isEmpty()
            ? ofJvm
            : ObjectInputFilter.merge(ObjectInputFilter.Config.createFilter(pattern), ofJvm);
    filter =
        wanted == null
            ? null
            : asked -> isOurs(asked.serialClass()) ? Status.ALLOWED : wanted.checkInput(asked);
  }

  /** Whether it is a message's own class, or one of a {@link Description}. */
  private static boolean isOurs(Class<?> type) {
    return type != null && (Message.class.isAssignableFrom(type) || OF_DESCRIPTION.contains(type));
  }

  Object read(InputStream bytes) throws IOException, ClassNotFoundException {
    var in = new LoaderObjectInputStream(bytes);
    if (filter != null) {
      in.setObjectInputFilter(filter);
    }
    return in.readObject();
  }

  private final class LoaderObjectInputStream extends ObjectInputStream {
    LoaderObjectInputStream(InputStream bytes) throws IOException {
      super(bytes);
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass described)
        throws IOException, ClassNotFoundException {
      try {
        return Class.forName(described.getName(), false, loader);
      } catch (ClassNotFoundException e) {
        return super.resolveClass(described); // a primitive's class, or one of another loader
      }
    }
  }
}
