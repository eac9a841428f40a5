/** {@code tandem serve}: the documentation as pages that run. */
package dev.tandem.interop.samples.serve;
