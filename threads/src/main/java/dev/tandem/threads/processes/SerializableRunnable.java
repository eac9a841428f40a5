package dev.tandem.threads.processes;

import java.io.Serializable;

/**
 * A task without a result that can travel to another process: a lambda of this type is
 * serializable, from Java and from Kotlin, if what it captures is.
 *
 * <pre>{@code
 * SerializableRunnable task = () -> System.out.println("hello from another process");
 * }</pre>
 */
@FunctionalInterface
public interface SerializableRunnable extends Runnable, Serializable {}
