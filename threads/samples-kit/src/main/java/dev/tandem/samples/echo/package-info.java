/**
 * What the samples of an event loop have in common: how many connections they hold, and the clients
 * at the other end.
 */
package dev.tandem.samples.echo;
