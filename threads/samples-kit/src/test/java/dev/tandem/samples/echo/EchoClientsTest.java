package dev.tandem.samples.echo;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tandem.samples.SampleException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Timeout(60)
class EchoClientsTest {
  private static final InetSocketAddress NOWHERE =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);

  @Test
  void allClientsGetTheirEchoesAndSeeTheServerHangUp() throws Exception {
    try (var server = Server.of(EchoClientsTest::echoOnce);
        var clients = EchoClients.start(server.address(), 3)) {
      get(clients.ready());
      get(clients.connect());
      get(clients.echo());
      get(clients.awaitHangUp(Duration.ofSeconds(20)));
    }
  }

  @Test
  void anotherEchoFails() throws Exception {
    try (var server = Server.of(client -> send(client, "oops 1"));
        var clients = EchoClients.start(server.address(), 3)) {
      get(clients.connect());
      assertEquals("the echo of 'echo 1' was 'oops 1'", failure(clients.echo()));
    }
  }

  @Test
  void anEchoThatGoesOnFails() throws Exception {
    try (var server = Server.of(client -> send(client, "echo 1, and on"));
        var clients = EchoClients.start(server.address(), 1)) {
      get(clients.connect());
      get(clients.echo());
      assertEquals(
          "the echo of 'echo 1' was too long", failure(clients.awaitHangUp(Duration.ofHours(1))));
    }
  }

  @Test
  void aServerThatHangsUpBeforeTheEchoFails() throws Exception {
    try (var server = Server.of(Socket::close);
        var clients = EchoClients.start(server.address(), 1)) {
      get(clients.connect());
      assertEquals("the server hung up too early on 'echo 1'", failure(clients.echo()));
    }
  }

  @Test
  void aServerThatDoesNotHangUpInTimeFails() throws Exception {
    try (var server = Server.of(Socket::getInputStream);
        var clients = EchoClients.start(server.address(), 1)) {
      get(clients.connect());
      assertEquals(
          "the clients do not see the server hang up within 0.05 s",
          failure(clients.awaitHangUp(Duration.ofMillis(50))));
    }
  }

  @Test
  void aServerThatIsNotThereFails() throws Exception {
    try (var clients = EchoClients.start(NOWHERE, 3)) {
      assertEquals("client 1 of 3: Connection refused", failure(clients.connect()));
    }
  }

  @Test
  void closingEndsTheProcessAndFailsWhatIsUnderWay() throws Exception {
    try (var server = Server.of(Socket::getInputStream)) {
      var before = children();
      var clients = EchoClients.start(server.address(), 1);
      get(clients.connect());
      var hungUp = clients.awaitHangUp(Duration.ofHours(1));
      clients.close();
      assertEquals("the clients' process has ended", failure(hungUp));
      assertEquals(before, children());
    }
  }

  @Test
  void theProcessEndsWhenItsOwnerIsKilled() throws Exception {
    var owner = startOwner();
    try (var lines = owner.inputReader()) {
      var clients = ProcessHandle.of(Long.parseLong(lines.readLine())).orElseThrow();
      owner.destroyForcibly();
      clients.onExit().get(20, SECONDS);
      assertFalse(clients.isAlive());
    } finally {
      owner.destroyForcibly();
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS) // where a process cannot be asked to end
  void aProcessThatIsAskedToEndLeavesTimeToItsOwner() throws Exception {
    var before = children();
    try (var clients = EchoClients.start(NOWHERE, 1)) {
      get(clients.ready());
      var process = children().stream().filter(child -> !before.contains(child)).findAny();
      var ended = process.orElseThrow().onExit();
      process.orElseThrow().destroy();
      assertThrows(TimeoutException.class, () -> ended.get(500, MILLISECONDS));
      get(clients.ready());
    }
  }

  /** Starts clients, tells the number of their process, and never ends. */
  static final class Owner {
    private Owner() {}

    public static void main(String[] args) throws Exception {
      try (var clients = EchoClients.start(NOWHERE, 1)) {
        get(clients.ready());
        children().forEach(child -> System.out.println(child.pid()));
        Thread.currentThread().join();
      }
    }
  }

  private static Process startOwner() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Owner.class.getName())
        .start();
  }

  private static List<ProcessHandle> children() {
    return ProcessHandle.current().children().toList();
  }

  private static void get(CompletableFuture<Void> done) throws Exception {
    done.get(20, SECONDS);
  }

  private static String failure(CompletableFuture<Void> done) {
    var failure = assertThrows(ExecutionException.class, () -> get(done));
    return assertInstanceOf(SampleException.class, failure.getCause()).getMessage();
  }

  private static void echoOnce(Socket client) throws IOException {
    client.getOutputStream().write(client.getInputStream().readNBytes("echo n".length()));
    client.close();
  }

  private static void send(Socket client, String bytes) throws IOException {
    client.getOutputStream().write(bytes.getBytes());
  }

  /** A server on a thread of its own, which treats one client after another. */
  private record Server(ServerSocket socket) implements AutoCloseable {
    interface Treatment {
      void of(Socket client) throws IOException;
    }

    static Server of(Treatment treatment) throws IOException {
      var server = new Server(new ServerSocket(0, 0, InetAddress.getLoopbackAddress()));
      var thread = new Thread(() -> server.serve(treatment), "server");
      thread.setDaemon(true);
      thread.start();
      return server;
    }

    private void serve(Treatment treatment) {
      try {
        while (true) {
          treatment.of(socket.accept());
        }
      } catch (IOException e) {
        // closed
      }
    }

    InetSocketAddress address() {
      return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
