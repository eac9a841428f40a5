package dev.tandem.threads.processes;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Where a test meets a task of another process: how it knows that the task runs. */
final class Rendezvous implements AutoCloseable {
  private static final int BOUND_MILLIS = 30_000;

  private final ServerSocket server;

  Rendezvous() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    server.setSoTimeout(BOUND_MILLIS);
  }

  /** What a task needs to come here. */
  int port() {
    return server.getLocalPort();
  }

  /** Waits until a task is here. */
  Guest guest() throws IOException {
    return new Guest(server.accept());
  }

  /** Tells the test, from a task, that the task has come so far, and waits to be let go. */
  static void stop(int port) throws IOException {
    try (var test = tell(port)) {
      test.getInputStream().read();
    }
  }

  /** Tells the test, from a task, that the task has come so far. */
  static Socket tell(int port) throws IOException {
    var test = new Socket(InetAddress.getLoopbackAddress(), port);
    new DataOutputStream(test.getOutputStream()).writeLong(ProcessHandle.current().pid());
    return test;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  /** A task that came, and its process. */
  static final class Guest {
    private final Socket task;
    private final ProcessHandle process;

    private Guest(Socket task) throws IOException {
      this.task = task;
      task.setSoTimeout(BOUND_MILLIS);
      long pid = new DataInputStream(task.getInputStream()).readLong();
      process = ProcessHandle.of(pid).orElseThrow();
    }

    ProcessHandle process() {
      return process;
    }

    /** Waits for what the task writes; -1 if it hangs up instead. */
    int answer() throws IOException {
      return task.getInputStream().read();
    }

    /** Lets the task go on. */
    void release() throws IOException {
      task.close();
    }
  }
}
