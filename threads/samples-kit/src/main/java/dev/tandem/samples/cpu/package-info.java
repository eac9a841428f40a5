/** A job that computes, by one engine after another: the same answers, at different speeds. */
package dev.tandem.samples.cpu;
