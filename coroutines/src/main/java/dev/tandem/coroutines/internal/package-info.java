/**
 * What a recording of Java's Flight Recorder is told of coroutines. For {@code
 * dev.tandem.coroutines} and {@code dev.tandem.interop} alone; nothing here is kept compatible.
 */
@NullMarked
package dev.tandem.coroutines.internal;

import org.jspecify.annotations.NullMarked;
