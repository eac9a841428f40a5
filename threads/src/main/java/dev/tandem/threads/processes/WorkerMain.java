package dev.tandem.threads.processes;

import java.io.IOException;
import java.io.PrintStream;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/**
 * What a worker's process runs: one task after another on its main thread, until the pool hangs up.
 * If the pool's process is gone, this one ends at once, whatever its task does.
 *
 * <p>A task that has returned is answered, whatever it threw, and whatever its value, its exception
 * or the standard streams throw while the answer is made. If there can be no answer, the process
 * ends, which the pool sees: this class never leaves the pool waiting for a process that lives and
 * has nothing to say.
 */
public final class WorkerMain {
  /*
   * Two connections to the pool. On the first, tasks come and outcomes go, in turns. On the second,
   * the control, the worker sends a byte when it is ready, and the pool the number of a task that it
   * wants interrupted. The control's end is the end of the pool's process, or of its patience: a
   * thread that does nothing else waits for it.
   *
   * Before it looks at a task, the worker counts it in memory that the pool sees, too, which is how
   * the pool knows after a death whether the task was touched.
   *
   *   receive ──task──► read, call ──value──► serialize ──────────────► flush, send ──► receive
   *      │                   └─────throws────────┴─throws─► describe ──────┘
   *      └──end──► exit: hooks run, but not for long ──► halt
   *
   * Both threads end in a halt, whatever was thrown at them: neither the end of a thread nor an exit
   * would end a process in which a task has left threads, or hooks that hang.
   */
  private final SocketChannel control;
  private final Wire wire;
  private final Deserializer deserializer;
  private final CurrentTask current = new CurrentTask();
  private final SharedCount begun;

  private WorkerMain(Path door, String filter) throws IOException {
    var pool = UnixDomainSocketAddress.of(Door.socket(door));
    wire = new Wire(SocketChannel.open(pool));
    control = SocketChannel.open(pool);
    control.configureBlocking(false);
    begun = new SharedCount(Door.begun(door));
    deserializer = new Deserializer(ClassLoader.getSystemClassLoader(), filter);
  }

  /**
   * Runs a worker, and never returns.
   *
   * @param arguments where the pool's door is and, if there is one, the filter's pattern
   */
  public static void main(String[] arguments) {
    try {
      Ending.limitExit();
      var filter = arguments.length > 1 ? arguments[1] : "";
      var worker = new WorkerMain(Path.of(arguments[0]), filter);
      var listener = new Thread(worker::listen, "tandem-worker-control");
      listener.setDaemon(true);
      listener.start();
      worker.serve();
      System.exit(0);
    } catch (Throwable failure) {
      Ending.tell(failure);
    } finally {
      Ending.halt();
    }
  }

  private void listen() {
    try (var selector = Selector.open()) {
      control.register(selector, SelectionKey.OP_READ);
      var number = ByteBuffer.allocate(Long.BYTES);
      while (control.read(number) >= 0) {
        if (!number.hasRemaining()) {
          current.interrupt(number.flip().getLong());
          number.clear();
        }
        selector.select();
        selector.selectedKeys().clear();
        Thread.interrupted(); // by a task, which would have closed a channel that blocks
      }
    } catch (Throwable poolIsGone) {
      // what there is to do is done in any case
    } finally {
      Ending.halt();
    }
  }

  private void serve() throws IOException {
    control.write(ByteBuffer.allocate(1));
    while (wire.receive() == Wire.TASK) {
      begun.set(current.next());
      Object value;
      try {
        value = call(task());
      } catch (Throwable failure) {
        sendFailure(failure);
        continue;
      }
      send(value);
    }
  }

  private Callable<?> task() throws IOException, ClassNotFoundException {
    try {
      return (Callable<?>) deserializer.read(wire.payload());
    } finally {
      wire.skip(); // the pool does not listen before it has sent everything
    }
  }

  private Object call(Callable<?> task) throws Exception {
    current.begin();
    try {
      return task.call();
    } finally {
      current.end();
    }
  }

  private void send(Object value) throws IOException {
    Payload payload;
    try {
      payload = Payload.of(value, "the task's result");
    } catch (Throwable failure) {
      sendFailure(failure);
      return;
    }
    send(Wire.VALUE, payload);
  }

  /** Sends a description, and the exception itself if it can travel. */
  private void sendFailure(Throwable failure) throws IOException {
    var description = Description.of(failure);
    Payload payload;
    try {
      payload = Payload.of(description, "a description").and(failure, "an exception");
    } catch (Throwable notSerializable) {
      payload = Payload.of(description, "a description");
    }
    send(Wire.FAILURE, payload);
  }

  /** Sends an outcome after all that the task printed. */
  private void send(byte kind, Payload payload) throws IOException {
    flush(System.out);
    flush(System.err);
    Thread.interrupted(); // foreign code has run since the task ended: an interruption hangs up
    wire.send(kind, payload);
  }

  /** Flushes a stream, if the task has left one that can be. */
  private static void flush(PrintStream stream) {
    try {
      if (stream != null) {
        stream.flush();
      }
    } catch (Throwable broken) {
      // the task's own stream, and its own affair
    }
  }
}
