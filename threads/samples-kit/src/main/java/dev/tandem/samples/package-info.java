/**
 * What every sample stands on: how it is declared ({@link dev.tandem.samples.Sample}, {@link
 * dev.tandem.samples.CatalogueEntry}), where it prints and how fast its clock runs ({@link
 * dev.tandem.samples.Stage}), and how the modules' versions of it are compared ({@link
 * dev.tandem.samples.Comparison}).
 */
package dev.tandem.samples;
