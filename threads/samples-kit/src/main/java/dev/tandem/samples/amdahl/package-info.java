/**
 * What the measurements of Amdahl's law share: the law, the options, the table and the picture. The
 * jobs, and who does them, are each sample's own.
 */
package dev.tandem.samples.amdahl;
