package dev.tandem.threads.samples.eventloop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The server runs on a loop in a thread of its own; its clients block. */
@Timeout(60)
class EchoServerTest {
  private EventLoop loop;
  private EchoServer server;
  private Thread thread;

  private void start(Duration idleTimeout) throws IOException {
    loop = EventLoop.open();
    server = EchoServer.open(loop, idleTimeout);
    thread = new Thread(this::runLoop, "loop");
    thread.start();
  }

  private void runLoop() {
    try {
      loop.run();
    } catch (InterruptedException | IOException e) {
      // the test is over
    }
  }

  @AfterEach
  void stop() throws Exception {
    thread.interrupt();
    thread.join(20_000);
    loop.close();
  }

  @Test
  void sendsBackWhatItGets() throws Exception {
    start(Duration.ZERO);
    try (var one = connect();
        var other = connect()) {
      assertEquals("hello", echo(one, "hello"));
      assertEquals("world", echo(other, "world"));
      assertEquals("again", echo(one, "again"));
    }
  }

  @Test
  void aClientThatDoesNotReadIsNotReadFromButLosesNothingAndHoldsUpNobody() throws Exception {
    start(Duration.ZERO);
    try (var stuck = SocketChannel.open(server.address());
        var other = connect()) {
      stuck.configureBlocking(false);
      long sent = sendUntilStuck(stuck, other);
      stuck.configureBlocking(true);
      stuck.shutdownOutput();
      assertEquals(sent, readCounted(stuck));
    }
  }

  /** Sends 0, 1, 2, ... until nothing more is taken, however often the server's loop has turned. */
  private static long sendUntilStuck(SocketChannel stuck, Socket other) throws IOException {
    long sent = 0;
    for (int refused = 0; refused < 20; ) {
      assertTrue(sent < 500_000_000, "the server reads on and on");
      int count = stuck.write(counting(sent, 65_536));
      sent += count;
      refused = count == 0 ? refused + 1 : 0;
      if (count == 0) {
        assertEquals("ping", echo(other, "ping"));
      }
    }
    return sent;
  }

  private static ByteBuffer counting(long from, int count) {
    var bytes = ByteBuffer.allocate(count);
    for (int i = 0; i < count; i++) {
      bytes.put((byte) ((from + i) % 251));
    }
    return bytes.flip();
  }

  private static long readCounted(SocketChannel channel) throws IOException {
    var bytes = ByteBuffer.allocate(65_536);
    long received = 0;
    while (channel.read(bytes.clear()) >= 0) {
      bytes.flip();
      assertEquals(counting(received, bytes.remaining()), bytes, "after byte " + received);
      received += bytes.remaining();
    }
    return received;
  }

  @Test
  void hangsUpOnASilentClientAndNotOnABusyOne() throws Exception {
    start(Duration.ofSeconds(1));
    long begin = System.nanoTime();
    try (var busy = connect();
        var silent = connect()) {
      silent.setSoTimeout(20);
      do {
        assertEquals("busy", echo(busy, "busy"));
      } while (!isHungUpOn(silent));
      assertTrue(System.nanoTime() - begin >= 1_000_000_000L, "hung up too early");
      assertEquals("still here", echo(busy, "still here"));
    }
  }

  private static boolean isHungUpOn(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketTimeoutException e) {
      return false;
    }
  }

  @Test
  void aClientThatBreaksOffHarmsNobody() throws Exception {
    start(Duration.ZERO);
    try (var other = connect()) {
      var broken = connect();
      assertEquals("ping", echo(broken, "ping"));
      broken.setSoLinger(true, 0); // closing it resets the connection
      broken.close();
      while (connections() > 1) {
        assertEquals("ping", echo(other, "ping"));
      }
      assertEquals(1, connections());
    }
  }

  private int connections() throws Exception {
    var count = new CompletableFuture<Integer>();
    loop.callSoonThreadSafe(() -> count.complete(server.connections()));
    return count.get(20, SECONDS);
  }

  private Socket connect() throws IOException {
    var socket = new Socket(server.address().getAddress(), server.address().getPort());
    socket.setTcpNoDelay(true);
    return socket;
  }

  private static String echo(Socket socket, String message) throws IOException {
    var bytes = message.getBytes(UTF_8);
    socket.getOutputStream().write(bytes);
    return new String(socket.getInputStream().readNBytes(bytes.length), UTF_8);
  }
}
