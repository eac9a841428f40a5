package dev.tandem.threads.internal;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Modifier;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * How the futures of one class tell that they are done.
 *
 * <ul>
 *   <li>A {@code CompletableFuture} calls back, and takes a callback back. So does one of a
 *       subclass, unless it overrides what tells its state: then that state may be another than the
 *       one that {@code CompletableFuture} calls back for, and nothing that it inherits is to be
 *       believed.
 *   <li>A future with a public {@code addListener(Runnable, Executor)}, such as Guava's, calls
 *       back, and so does one that implements {@code CompletionStage} all by itself. Neither takes
 *       a callback back.
 *   <li>Any other must be waited for.
 * </ul>
 */
abstract class FutureKind {
  private static final FutureKind COMPLETABLE = new FutureKind() {};
  private static final FutureKind SILENT = new FutureKind() {};

  /** Silent, and its {@code isDone} may know more than its {@code get}. */
  private static final FutureKind CONTRADICTORY = new FutureKind() {};

  private static final FutureKind STAGE =
      new FutureKind() {
        @Override
        void addListener(Future<?> future, Runnable listener) {
          ((CompletionStage<?>) future).whenComplete((value, failure) -> listener.run());
        }
      };

  private static final ClassValue<FutureKind> KINDS =
      new ClassValue<>() {
        @Override
        protected FutureKind computeValue(Class<?> type) {
          try {
            return find(type);
          } catch (LinkageError incomplete) { // its methods name a class that is not there
            return SILENT;
          }
        }
      };

  static FutureKind of(Future<?> future) {
    var type = future.getClass();
    if (type.getModule() == Object.class.getModule()) { // and keeps no reference to us
      return future instanceof CompletableFuture ? COMPLETABLE : SILENT;
    }
    return KINDS.get(type);
  }

  private static FutureKind find(Class<?> type) {
    boolean isCompletable = CompletableFuture.class.isAssignableFrom(type);
    if (isCompletable && !overridesState(type)) {
      return COMPLETABLE;
    }
    var addListener = findAddListener(type);
    if (addListener != null) {
      return new Listenable(addListener);
    }
    if (isCompletable) {
      return overrides(type, "isDone") && !overrides(type, "get") ? CONTRADICTORY : SILENT;
    }
    return CompletionStage.class.isAssignableFrom(type) ? STAGE : SILENT;
  }

  private static boolean overridesState(Class<?> type) {
    return overrides(type, "isDone")
        || overrides(type, "get")
        || overrides(type, "get", long.class, TimeUnit.class);
  }

  private static boolean overrides(Class<?> type, String method, Class<?>... parameters) {
    try {
      return type.getMethod(method, parameters).getDeclaringClass() != CompletableFuture.class;
    } catch (NoSuchMethodException impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** That of a public interface of futures: a class's own might mean anything. */
  private static MethodHandle findAddListener(Class<?> type) {
    if (type.isInterface() && Future.class.isAssignableFrom(type)) {
      var found = addListenerOf(type);
      if (found != null) {
        return found;
      }
    }
    for (var parent : type.getInterfaces()) {
      var found = findAddListener(parent);
      if (found != null) {
        return found;
      }
    }
    return type.getSuperclass() == null ? null : findAddListener(type.getSuperclass());
  }

  private static MethodHandle addListenerOf(Class<?> type) {
    if (!Modifier.isPublic(type.getModifiers())) {
      return null;
    }
    try {
      return MethodHandles.publicLookup() // finds it only where it is exported to everybody
          .findVirtual(
              type,
              "addListener",
              MethodType.methodType(void.class, Runnable.class, Executor.class))
          .asType(MethodType.methodType(void.class, Future.class, Runnable.class, Executor.class));
    } catch (ReflectiveOperationException none) {
      return null;
    }
  }

  /** Whether a callback can be taken off the future again. */
  final boolean isCompletable() {
    return this == COMPLETABLE;
  }

  /** Whether {@link #addListener} may be called. */
  final boolean isListenable() {
    return this != COMPLETABLE && !isSilent();
  }

  final boolean isSilent() {
    return this == SILENT || this == CONTRADICTORY;
  }

  /** Whether {@code get} may wait on when {@code isDone} says that the future is done. */
  final boolean isContradictory() {
    return this == CONTRADICTORY;
  }

  /** Has the future call the listener when it is done, and for good. */
  void addListener(Future<?> future, Runnable listener) throws Throwable {
    throw new UnsupportedOperationException(future.getClass() + " has no listeners");
  }

  private static final class Listenable extends FutureKind {
    private final MethodHandle addListener;

    Listenable(MethodHandle addListener) {
      this.addListener = addListener;
    }

    @Override
    void addListener(Future<?> future, Runnable listener) throws Throwable {
      Executor sameThread = Runnable::run;
      addListener.invokeExact(future, listener, sameThread);
    }
  }
}
