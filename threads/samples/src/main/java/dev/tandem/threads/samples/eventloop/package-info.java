/**
 * An event loop from the ground up, and an echo server that holds thousands of connections on it.
 */
package dev.tandem.threads.samples.eventloop;
