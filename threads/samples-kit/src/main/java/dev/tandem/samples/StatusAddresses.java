package dev.tandem.samples;

import java.net.URI;
import java.util.List;

/**
 * The addresses that are asked for their status.
 *
 * @param urls the addresses
 * @param server the server that answers there, to be closed with this; null if it is not ours
 */
public record StatusAddresses(List<URI> urls, SlowServer server) implements AutoCloseable {
  @Override
  public void close() {
    if (server != null) {
      server.close();
    }
  }
}
