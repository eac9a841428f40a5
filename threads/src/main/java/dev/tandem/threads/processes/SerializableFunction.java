package dev.tandem.threads.processes;

import java.io.Serializable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A function that can travel to another process: a lambda of this type is serializable, from Java
 * and from Kotlin, if what it captures is.
 *
 * <pre>{@code
 * SerializableFunction<String, Integer> length = String::length;
 * }</pre>
 *
 * @param <I> what it takes
 * @param <R> what it gives
 */
@FunctionalInterface
public interface SerializableFunction<I extends @Nullable Object, R extends @Nullable Object>
    extends Function<I, R>, Serializable {}
