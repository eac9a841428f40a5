/** A shop that calls back, and the sum of somebody's orders by its callbacks and by futures. */
package dev.tandem.threads.samples.orders;
