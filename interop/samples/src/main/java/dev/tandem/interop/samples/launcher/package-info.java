/** The {@code tandem} command: lists, runs and compares the samples of every module. */
package dev.tandem.interop.samples.launcher;
