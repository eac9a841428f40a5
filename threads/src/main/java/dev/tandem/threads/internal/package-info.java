/**
 * What the two modules that wait for futures share: one way to be told of a future's end, one bound
 * on the threads that wait for it. For {@code dev.tandem.threads} and {@code dev.tandem.interop}
 * alone; nothing here is kept compatible.
 */
package dev.tandem.threads.internal;
