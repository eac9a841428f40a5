package dev.tandem.threads.processes;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a new process connects to the pool: a unix-domain socket in a directory which only its
 * owner may enter. No port is opened. Closing it deletes the directory and all that is in it.
 */
final class Door implements AutoCloseable {
  private final Path directory;
  private final ServerSocketChannel server;

  Door() throws IOException {
    server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    directory = Files.createTempDirectory("tandem").toAbsolutePath(); // for its owner only
    try {
      Files.write(begun(directory), new byte[Long.BYTES]);
      server.bind(UnixDomainSocketAddress.of(socket(directory)));
    } catch (IOException | RuntimeException | Error failure) {
      close();
      throw failure;
    }
  }

  /** The door's address, for the worker. */
  Path directory() {
    return directory;
  }

  static Path socket(Path directory) {
    return directory.resolve("socket");
  }

  /** A file for the count of the tasks that the worker has begun. */
  static Path begun(Path directory) {
    return directory.resolve("begun");
  }

  /** A file for the process's arguments. */
  static Path arguments(Path directory) {
    return directory.resolve("arguments");
  }

  /** Waits for the next connection; throws if this is closed meanwhile, too. */
  SocketChannel accept() throws IOException {
    return server.accept();
  }

  /** Any thread may close it, and more than once. */
  @Override
  public void close() {
    try {
      server.close();
      Files.deleteIfExists(socket(directory));
      Files.deleteIfExists(begun(directory));
      Files.deleteIfExists(arguments(directory));
      Files.deleteIfExists(directory);
    } catch (IOException e) {
      // what is left is some bytes in a directory for temporary files
    }
  }
}
