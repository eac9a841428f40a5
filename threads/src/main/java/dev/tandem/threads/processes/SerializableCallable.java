package dev.tandem.threads.processes;

import java.io.Serializable;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A task that can travel to another process: a lambda of this type is serializable, from Java and
 * from Kotlin, if what it captures is.
 *
 * <pre>{@code
 * SerializableCallable<Long> task = () -> LongStream.range(0, 1_000).sum();
 * }</pre>
 *
 * @param <V> what the task gives
 */
@FunctionalInterface
public interface SerializableCallable<V extends @Nullable Object>
    extends Callable<V>, Serializable {}
