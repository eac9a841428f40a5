/** The list of all samples, made by the build. */
package dev.tandem.interop.samples.catalogue;
