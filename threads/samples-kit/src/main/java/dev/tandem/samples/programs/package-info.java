/**
 * What the samples of external programs have in common: a program and its pipes, which block, and
 * what is shown of it. How one waits for them is each module's own.
 */
package dev.tandem.samples.programs;
