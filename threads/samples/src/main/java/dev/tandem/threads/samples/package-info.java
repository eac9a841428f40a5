/** The documents' examples with Java threads: each class a program of its own. */
package dev.tandem.threads.samples;
