package dev.tandem.threads.processes;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where a new process connects to the pool: a unix-domain socket in a directory which only its
 * owner may enter. No port is opened. Closing it deletes the directory and all that is in it.
 */
final class Door implements AutoCloseable {
  private final Path directory;
  private final ServerSocketChannel server;

  /** A door in a directory of its own in {@code parent}. */
  private Door(Path parent) throws IOException {
    server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    Path made = null;
    try {
      made = Files.createTempDirectory(parent, "tandem"); // for its owner only
      Files.write(begun(made), new byte[Long.BYTES]);
      server.bind(UnixDomainSocketAddress.of(socket(made)));
    } catch (IOException | RuntimeException | Error failure) {
      close(server, made);
      throw failure;
    }
    directory = made;
  }

  /**
   * Opens a door in the directory for temporary files, or, if no socket can stand there, in the
   * first other place where one can. A socket's path may have about a hundred bytes, which the
   * temporary directories of build servers and of macOS exceed.
   *
   * @throws IOException if there is none; it names the places, and what is wrong with each
   */
  static Door open() throws IOException {
    var places = places();
    var refusal = new IOException("a socket can stand in none of " + places);
    for (var place : places) {
      try {
        return new Door(place);
      } catch (IOException | RuntimeException unfit) {
        refusal.addSuppressed(new IOException("in " + place, unfit));
      }
    }
    throw refusal;
  }

  private static List<Path> places() {
    return Stream.of(
            System.getProperty("java.io.tmpdir"),
            System.getenv("XDG_RUNTIME_DIR"),
            "/tmp",
            System.getProperty("user.home"))
        .filter(place -> place != null && !place.isEmpty())
        .map(place -> Path.of(place).toAbsolutePath())
        .distinct()
        .toList();
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
    close(server, directory);
  }

  /** Without a directory if that is null. */
  private static void close(ServerSocketChannel server, Path directory) {
    try {
      server.close();
      if (directory != null) {
        Files.deleteIfExists(socket(directory));
        Files.deleteIfExists(begun(directory));
        Files.deleteIfExists(arguments(directory));
        Files.deleteIfExists(directory);
      }
    } catch (IOException e) {
      // what is left is some bytes in a directory for temporary files
    }
  }
}
