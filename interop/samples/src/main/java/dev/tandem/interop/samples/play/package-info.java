/**
 * One side of a sample, played in a process of its own, which reports what happens as it happens.
 */
package dev.tandem.interop.samples.play;
