package dev.tandem.threads.samples.eventloop;

import static java.nio.channels.SelectionKey.OP_ACCEPT;
import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.channels.SelectionKey.OP_WRITE;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/**
 * Sends back whatever it gets, to thousands of clients, on its loop's thread alone. An idle
 * connection costs a socket and a small object: no thread, and no buffer.
 */
final class EchoServer {
  private static final int BACKLOG = 1024;
  private static final int BUFFER_BYTES = 64 * 1024;

  private final EventLoop loop;
  private final Duration idleTimeout;
  private final ServerSocketChannel server;

  /** Shared by all connections: one thread reads and writes for one of them at a time. */
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);

  private int accepted;
  private int connections;

  private EchoServer(EventLoop loop, Duration idleTimeout, ServerSocketChannel server) {
    this.loop = loop;
    this.idleTimeout = idleTimeout;
    this.server = server;
  }

  /**
   * Opens a server on a free loopback port. It serves while the loop runs, and closes with it.
   *
   * @param loop the loop to serve on
   * @param idleTimeout how long a silent connection is kept; zero for ever
   */
  static EchoServer open(EventLoop loop, Duration idleTimeout) throws IOException {
    var channel = ServerSocketChannel.open();
    var server = new EchoServer(loop, idleTimeout, channel);
    try {
      channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
      channel.configureBlocking(false);
      loop.watch(channel, OP_ACCEPT, server::acceptAll);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    return server;
  }

  /** Where clients connect to. */
  InetSocketAddress address() throws IOException {
    return (InetSocketAddress) server.getLocalAddress();
  }

  /** How many clients have been connected, ever. */
  int accepted() {
    return accepted;
  }

  /** How many clients are connected now. */
  int connections() {
    return connections;
  }

  private void acceptAll() throws IOException {
    for (var client = server.accept(); client != null; client = server.accept()) {
      new Connection(client).open();
    }
  }

  /** One client. */
  private final class Connection {
    private final SocketChannel client;
    private ByteBuffer unsent;
    private long lastActive = System.nanoTime();
    private EventLoop.Timer idleTimer;

    Connection(SocketChannel client) {
      this.client = client;
    }

    void open() throws IOException {
      accepted++;
      connections++;
      client.configureBlocking(false);
      client.setOption(StandardSocketOptions.TCP_NODELAY, true);
      loop.watch(client, OP_READ, () -> orClose(this::echo));
      if (!idleTimeout.isZero()) {
        idleTimer = loop.callLater(idleTimeout, this::closeIfIdle);
      }
    }

    private void echo() throws IOException {
      int count = client.read(buffer.clear());
      if (count < 0) {
        close();
        return;
      }
      lastActive = System.nanoTime();
      client.write(buffer.flip());
      if (buffer.hasRemaining()) {
        // the client does not keep up: read no more from it until this is sent
        unsent = ByteBuffer.allocate(buffer.remaining()).put(buffer).flip();
        loop.watch(client, OP_WRITE, () -> orClose(this::sendUnsent));
      }
    }

    private void sendUnsent() throws IOException {
      client.write(unsent);
      lastActive = System.nanoTime();
      if (!unsent.hasRemaining()) {
        unsent = null;
        loop.watch(client, OP_READ, () -> orClose(this::echo));
      }
    }

    /** One timer a connection, set again for what is left, rather than one a message. */
    private void closeIfIdle() throws IOException {
      var left = idleTimeout.minusNanos(System.nanoTime() - lastActive);
      if (left.isNegative() || left.isZero()) {
        close();
      } else {
        idleTimer = loop.callLater(left, this::closeIfIdle);
      }
    }

    /** A client that broke off concerns nobody else. */
    private void orClose(EventLoop.Callback step) throws Exception {
      try {
        step.run();
      } catch (IOException e) {
        close();
      }
    }

    private void close() throws IOException {
      connections--;
      if (idleTimer != null) {
        idleTimer.cancel();
      }
      client.close();
    }
  }
}
