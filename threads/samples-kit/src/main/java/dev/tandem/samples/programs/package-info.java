/** What the samples that start programs have in common. */
package dev.tandem.samples.programs;
