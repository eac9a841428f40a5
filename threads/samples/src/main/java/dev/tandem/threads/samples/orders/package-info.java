/** A shop far away, which the samples of callbacks talk to. */
package dev.tandem.threads.samples.orders;
