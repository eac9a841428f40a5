package dev.tandem.threads.contract;

import dev.tandem.fixtures.Undeclared;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/** Gives objects an interface that they keep without having declared it. */
public final class Structurally {
  private Structurally() {}

  /**
   * Each call goes to the first of {@code parts} that has a public method of that name and with
   * those parameters.
   */
  public static <T> T as(Class<T> type, Object... parts) {
    var view =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> call(method, arguments, parts));
    return type.cast(view);
  }

  private static Object call(Method declared, Object[] arguments, Object[] parts) {
    for (var part : parts) {
      try {
        var method = part.getClass().getMethod(declared.getName(), declared.getParameterTypes());
        method.setAccessible(true);
        return method.invoke(part, arguments);
      } catch (NoSuchMethodException e) {
        // the next, then
      } catch (InvocationTargetException e) {
        throw Undeclared.thrown(e.getCause());
      } catch (IllegalAccessException e) {
        throw new AssertionError(e);
      }
    }
    throw new AssertionError("none of them has a method like " + declared);
  }
}
