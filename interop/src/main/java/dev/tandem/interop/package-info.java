/**
 * The bridge between Java threads and Kotlin coroutines.
 *
 * <p>From Java: {@link dev.tandem.interop.Suspend} calls suspend functions and implements them,
 * {@link dev.tandem.interop.SuspendScope} owns those that run, {@code Blocking} gives threads a
 * face of what coroutines share, and {@code Flows} goes between flows, streams and queues. From
 * Kotlin, the last two are extension functions, and so is what makes futures and blocking code
 * awaitable.
 */
@NullMarked
package dev.tandem.interop;

import org.jspecify.annotations.NullMarked;
