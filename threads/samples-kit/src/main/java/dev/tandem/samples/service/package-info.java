/** What web services have in common, whatever they are written with. */
package dev.tandem.samples.service;
