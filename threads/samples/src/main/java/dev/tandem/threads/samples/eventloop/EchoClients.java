package dev.tandem.threads.samples.eventloop;

import static java.nio.channels.SelectionKey.OP_CONNECT;
import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Many clients of an {@link EchoServer}, all on one loop. Each method starts something for all of
 * them, returns at once, and has its callback run when the last one is through.
 */
final class EchoClients {
  /** More at once, and the server's backlog runs over. */
  private static final int CONNECTING_AT_ONCE = 500;

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final EventLoop loop;
  private final InetSocketAddress server;
  private final int count;
  private final List<Client> clients = new ArrayList<>();

  private String awaited = "";
  private int through;
  private EventLoop.Callback whenAll;
  private EventLoop.Timer patience;

  EchoClients(EventLoop loop, InetSocketAddress server, int count) {
    this.loop = loop;
    this.server = server;
    this.count = count;
  }

  /** Connects all clients. */
  void connect(EventLoop.Callback whenConnected) throws IOException {
    await("connected", PATIENCE, whenConnected);
    for (int i = 0; i < Math.min(count, CONNECTING_AT_ONCE); i++) {
      connectNext();
    }
  }

  private void connectNext() throws IOException {
    if (clients.size() < count) {
      var client = new Client("echo " + clients.size());
      clients.add(client);
      client.connect();
    }
  }

  /** Has each client send a message of its own, and wait for it to come back. */
  void echo(EventLoop.Callback whenEchoed) throws IOException {
    await("echoed to", PATIENCE, whenEchoed);
    for (var client : clients) {
      client.send();
    }
  }

  /** Waits until the server has hung up on every client. */
  void awaitHangUp(Duration patience, EventLoop.Callback whenHungUp) {
    await("hung up on", patience, whenHungUp);
  }

  private void await(String awaited, Duration patience, EventLoop.Callback whenAll) {
    this.awaited = awaited;
    this.through = 0;
    this.whenAll = whenAll;
    this.patience = loop.callLater(patience, this::giveUp);
  }

  private void giveUp() throws IOException {
    throw new IOException("only %d of %d clients were %s".formatted(through, count, awaited));
  }

  private void oneIsThrough() {
    through++;
    if (through == count) {
      patience.cancel();
      loop.callSoon(whenAll);
    }
  }

  /** One client. */
  private final class Client {
    private final ByteBuffer message;
    private final ByteBuffer received;
    private SocketChannel channel;

    Client(String message) {
      this.message = ByteBuffer.wrap(message.getBytes(UTF_8));
      this.received = ByteBuffer.allocate(this.message.capacity());
    }

    void connect() throws IOException {
      channel = SocketChannel.open();
      channel.configureBlocking(false);
      loop.watch(channel, OP_CONNECT, this::connected);
      if (channel.connect(server)) {
        loop.callSoon(this::connected); // at once, and so the selector does not tell
      }
    }

    private void connected() throws IOException {
      channel.finishConnect();
      loop.watch(channel, OP_READ, this::receive);
      oneIsThrough();
      connectNext();
    }

    void send() throws IOException {
      channel.write(message);
      if (message.hasRemaining()) {
        throw new IOException("a new connection has no room for " + message.capacity() + " bytes");
      }
    }

    private void receive() throws IOException {
      if (channel.read(received) < 0) {
        channel.close();
        hungUp();
      } else if (!received.hasRemaining()) {
        checkEcho();
        received.limit(received.capacity()).position(0);
        oneIsThrough();
      }
    }

    private void checkEcho() throws IOException {
      if (!received.flip().equals(message.rewind())) {
        throw new IOException("the echo of '%s' was '%s'".formatted(text(message), text(received)));
      }
    }

    private void hungUp() throws IOException {
      if (!awaited.equals("hung up on")) {
        throw new IOException("the server hung up too early on '" + text(message.rewind()) + "'");
      }
      oneIsThrough();
    }

    private String text(ByteBuffer bytes) {
      return UTF_8.decode(bytes.duplicate()).toString();
    }
  }
}
