/** The lessons: the samples' texts, in the order in which they are read, in columns. */
package dev.tandem.interop.samples.lessons;
