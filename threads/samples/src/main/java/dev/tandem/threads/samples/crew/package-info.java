/** Named threads that are gone at the end of a block, for samples that start some. */
package dev.tandem.threads.samples.crew;
