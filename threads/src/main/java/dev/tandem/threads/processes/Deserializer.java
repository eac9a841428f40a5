package dev.tandem.threads.processes;

import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputFilter;
import java.io.ObjectInputFilter.Status;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
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
      enableResolveObject(true);
    }

    @Override
    protected Object resolveObject(Object read) throws IOException {
      try {
        return KotlinUnit.meantBy(read, loader);
      } catch (ReflectiveOperationException e) {
        throw new IOException("no kotlin.Unit on this side", e);
      }
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

    @Override
    protected Class<?> resolveProxyClass(String[] names)
        throws IOException, ClassNotFoundException {
      try {
        return proxyClass(names);
      } catch (ClassNotFoundException e) {
        return super.resolveProxyClass(names);
      }
    }

    /** The class stands where its interfaces do, if one of them is not public. */
    private Class<?> proxyClass(String[] names) throws ClassNotFoundException {
      var interfaces = new Class<?>[names.length];
      var home = loader;
      for (int i = 0; i < names.length; i++) {
        interfaces[i] = Class.forName(names[i], false, loader);
        if (!Modifier.isPublic(interfaces[i].getModifiers())) {
          home = interfaces[i].getClassLoader();
        }
      }
      try {
        return Proxy.newProxyInstance(home, interfaces, (proxy, method, arguments) -> null)
            .getClass();
      } catch (IllegalArgumentException e) { // such as two that are at home in different places
        throw new ClassNotFoundException("no proxy of " + String.join(", ", names), e);
      }
    }
  }
}
