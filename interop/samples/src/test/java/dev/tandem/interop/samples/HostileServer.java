package dev.tandem.interop.samples;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Scanner;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** A server on loopback that does to its clients whatever its path asks for. */
final class HostileServer implements AutoCloseable {
  static final long HUGE = 1L << 30;

  private final ServerSocket listener = new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Socket> sockets = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch closed = new CountDownLatch(1);
  private final AtomicLong sent = new AtomicLong();

  HostileServer() throws IOException {
    threads.execute(this::accept);
  }

  URI url(String path) {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort() + path);
  }

  /** How many bytes of bodies went out. */
  long sent() {
    return sent.get();
  }

  private void accept() {
    try {
      while (true) {
        var socket = listener.accept();
        sockets.add(socket);
        threads.execute(() -> serve(socket));
      }
    } catch (IOException closed) {
      // the test is over
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      var request = new Scanner(socket.getInputStream(), StandardCharsets.US_ASCII);
      while (request.hasNextLine()) {
        var path = request.nextLine().split(" ")[1];
        while (!request.nextLine().isEmpty()) {
          // headers
        }
        answer(path, socket.getOutputStream());
      }
    } catch (IOException | InterruptedException hungUp) {
      // that is what clients of such a server do
    }
  }

  private void answer(String path, OutputStream out) throws IOException, InterruptedException {
    switch (path) {
      case "/page" -> head(out, "200 OK", "Content-Type: text/html\r\nContent-Length: 19", PAGE);
      case "/redirect" -> head(out, "302 Found", "Location: /page\r\nContent-Length: 0", "");
      case "/loop" -> head(out, "302 Found", "Location: /loop\r\nContent-Length: 0", "");
      case "/missing" ->
          head(out, "404 Not Found", "Content-Type: text/html\r\nContent-Length: 0", "");
      case "/picture" -> {
        head(out, "200 OK", "Content-Type: image/png\r\nContent-Length: " + HUGE, "");
        flood(out);
      }
      case "/huge" -> {
        head(out, "200 OK", "Content-Type: text/html\r\nConnection: close", "");
        flood(out);
      }
      case "/huge-declared" -> {
        head(out, "200 OK", "Content-Type: text/html\r\nContent-Length: " + HUGE, "");
        flood(out);
      }
      case "/half" -> {
        head(out, "200 OK", "Content-Type: text/html\r\nContent-Length: 100", PAGE);
        closed.await();
      }
      case "/silent" -> closed.await();
      case "/hang-up" -> throw new IOException("as asked");
      default -> throw new IllegalArgumentException(path);
    }
  }

  private static final String PAGE = "<title>Hi</title>\r\n";

  private static void head(OutputStream out, String status, String headers, String body)
      throws IOException {
    var answer = "HTTP/1.1 " + status + "\r\n" + headers + "\r\n\r\n" + body;
    out.write(answer.getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  private void flood(OutputStream out) throws IOException {
    var block = new byte[1 << 16];
    for (long left = HUGE; left > 0; left -= block.length) {
      out.write(block);
      sent.addAndGet(block.length);
    }
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    listener.close();
    for (var socket : List.copyOf(sockets)) {
      socket.close();
    }
    threads.shutdownNow();
  }
}
