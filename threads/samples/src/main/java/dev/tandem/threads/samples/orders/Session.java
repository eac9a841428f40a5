package dev.tandem.threads.samples.orders;

/**
 * What the shop gives to somebody who logs in.
 *
 * @param user who logged in
 */
public record Session(String user) {}
