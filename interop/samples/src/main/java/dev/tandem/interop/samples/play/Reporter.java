package dev.tandem.interop.samples.play;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.threads.JoinableQueue;
import dev.tandem.threads.QueueShutDownException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends reports to the server, in the order in which they come. Whoever reports never waits and is
 * never interrupted for it: a thread of its own writes. It is called as the Flight Recorder's
 * threads are, and so in no timeline.
 */
final class Reporter implements AutoCloseable {
  /** The server ends a side that prints more than a part of this: then nobody reads on. */
  private static final int MOST = 50_000;

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final JoinableQueue<Report> reports = JoinableQueue.fifo();
  private final AtomicInteger count = new AtomicInteger();
  private final ObjectMapper mapper = new ObjectMapper();
  private final Socket socket;
  private final Writer out;

  /**
   * Connects to the server.
   *
   * @param port where it listens, on this machine
   * @param key what tells it whose reports these are
   */
  Reporter(int port, String key) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    out = new BufferedWriter(new OutputStreamWriter(socket.getOutputStream(), UTF_8));
    out.write(key + "\n");
    out.flush(); // the server does not wait for it as long as a compiler may take
    var writer = new Thread(this::write, "JFR reports");
    writer.setDaemon(true);
    writer.start();
  }

  void report(Report report) {
    if (count.incrementAndGet() <= MOST || report instanceof Report.Ended) {
      reports.offer(report);
    }
  }

  private void write() {
    try {
      while (true) {
        out.write(mapper.writeValueAsString(reports.take()) + "\n");
        if (reports.isEmpty()) {
          out.flush();
        }
        reports.taskDone();
      }
    } catch (IOException | InterruptedException | QueueShutDownException e) {
      reports.shutdownNow(); // nobody reads on: whoever waits for that need not
    }
  }

  /** Returns when everything is written, or nobody reads any more. */
  @Override
  public void close() throws IOException {
    boolean interrupted = Thread.interrupted();
    try (socket) {
      reports.join(PATIENCE);
    } catch (InterruptedException e) {
      interrupted = true;
    } finally {
      reports.shutdownNow();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
