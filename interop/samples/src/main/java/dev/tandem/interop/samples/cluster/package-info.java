/** Members of a cluster, each a JVM, and how to be one or to reach them: Hazelcast, set to this. */
package dev.tandem.interop.samples.cluster;
