package dev.tandem.samples.echo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The program in the process of {@link EchoClients}: {@code address port count}. One thread and
 * plain sockets do here, for what comes back waits in its socket until its turn comes.
 */
final class EchoClientsProgram {
  /**
   * So many clients connect before the last of them waits for an echo, which comes once the server
   * has accepted the others too: a backlog that runs over costs a second or more.
   */
  private static final int UNHEARD_AT_MOST = 500;

  /** How long this process outlives a Ctrl-C, unless its owner ends it before. */
  private static final long AFTER_CTRL_C_MILLIS = 2_000;

  private final InetSocketAddress server;
  private final int count;
  private final List<Client> clients = new ArrayList<>();

  private EchoClientsProgram(InetSocketAddress server, int count) {
    this.server = server;
    this.count = count;
  }

  /** Carries out the orders on standard input, until it ends. */
  public static void main(String[] args) throws IOException {
    leaveCtrlCToOwner(Thread.currentThread());
    var server = new InetSocketAddress(InetAddress.getByName(args[0]), Integer.parseInt(args[1]));
    var program = new EchoClientsProgram(server, Integer.parseInt(args[2]));
    var orders = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    for (var order = orders.readLine(); order != null; order = orders.readLine()) {
      System.out.println(program.answer(Order.valueOf(order)));
    }
  }

  /** A terminal sends Ctrl-C to both processes, and this one must not be the first that goes. */
  private static void leaveCtrlCToOwner(Thread main) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> joinBriefly(main)));
  }

  private static void joinBriefly(Thread main) {
    try {
      main.join(AFTER_CTRL_C_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String answer(Order order) {
    try {
      carryOut(order);
      return Order.DONE;
    } catch (IOException e) {
      return e.getMessage();
    }
  }

  private void carryOut(Order order) throws IOException {
    switch (order) {
      case READY -> {}
      case CONNECT -> connect();
      case ECHO -> echo();
      case AWAIT_HANG_UP -> awaitHangUp();
    }
  }

  private void connect() throws IOException {
    while (clients.size() < count) {
      var client = connectOne();
      clients.add(client);
      if (clients.size() % UNHEARD_AT_MOST == 0) {
        client.send();
        client.receive();
      }
    }
  }

  private Client connectOne() throws IOException {
    int number = clients.size() + 1;
    try {
      return new Client(new Socket(server.getAddress(), server.getPort()), "echo " + number);
    } catch (IOException e) {
      throw new IOException("client %d of %d: %s".formatted(number, count, e.getMessage()), e);
    }
  }

  private void echo() throws IOException {
    for (var client : clients) {
      client.send();
    }
    for (var client : clients) {
      client.receive();
    }
  }

  private void awaitHangUp() throws IOException {
    for (var client : clients) {
      client.awaitHangUp();
    }
  }

  private record Client(Socket socket, String message) {
    void send() throws IOException {
      try {
        socket.getOutputStream().write(message.getBytes(UTF_8));
      } catch (IOException e) {
        throw hungUpTooEarly();
      }
    }

    void receive() throws IOException {
      var expected = message.getBytes(UTF_8);
      var received = read(expected.length);
      if (received.length < expected.length) {
        throw hungUpTooEarly();
      }
      if (!Arrays.equals(received, expected)) {
        throw new IOException(
            "the echo of '%s' was '%s'".formatted(message, new String(received, UTF_8)));
      }
    }

    void awaitHangUp() throws IOException {
      if (read(1).length > 0) {
        throw new IOException("the echo of '%s' was too long".formatted(message));
      }
    }

    /** Reads so many bytes, or fewer if the server hangs up before. */
    private byte[] read(int count) {
      try {
        return socket.getInputStream().readNBytes(count);
      } catch (IOException e) {
        return new byte[0]; // who hangs up on bytes under way breaks the connection
      }
    }

    private IOException hungUpTooEarly() {
      return new IOException("the server hung up too early on '%s'".formatted(message));
    }
  }
}
