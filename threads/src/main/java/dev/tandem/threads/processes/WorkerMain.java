package dev.tandem.threads.processes;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What a worker's process runs: one task after another on its main thread, until the pool hangs up.
 * If the pool's process is gone, this one ends at once, whatever its task does.
 *
 * <p>A task that has returned gets a reply, whatever it threw, and whatever its value, its
 * exception or the standard streams throw while the reply is made. If there can be no reply, the
 * process ends, which the pool sees: it never waits for a process that lives and will not reply.
 */
final class WorkerMain {
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
   * A stream that a task has left may take its flush for ever, or a thread its lock. So the reply is
   * put down for the control's thread before the flush: if that lasts, it sends the reply, and the
   * process, whose main thread is lost, ends.
   *
   * Both threads end in a halt, whatever was thrown at them: neither the end of a thread nor an exit
   * would end a process in which a task has left threads, or hooks that hang.
   */
  private static final long LONGEST_FLUSH = SECONDS.toNanos(2);
  private static final long LOOK_MILLIS = 500;

  private final SocketChannel control;
  private final MessageChannel messages;
  private final Deserializer deserializer;
  private final CurrentTask current = new CurrentTask();
  private final SharedCount begun;

  /** The reply that waits for the flush, if there is one. The thread that takes it out sends it. */
  private final AtomicReference<@Nullable Outcome> unsent = new AtomicReference<>();

  private record Outcome(byte kind, Payload payload, long since) {}

  private WorkerMain(Path socketDirectory, String filter) throws IOException {
    var pool = UnixDomainSocketAddress.of(WorkerSocket.socketIn(socketDirectory));
    messages = new MessageChannel(SocketChannel.open(pool));
    control = SocketChannel.open(pool);
    control.configureBlocking(false);
    begun = new SharedCount(WorkerSocket.begunIn(socketDirectory));
    deserializer = new Deserializer(ClassLoader.getSystemClassLoader(), filter);
  }

  /**
   * Runs a worker, and never returns.
   *
   * @param arguments the directory of the pool's socket and, if there is one, the filter's pattern
   */
  public static void main(String[] arguments) {
    try {
      WorkerMainExit.limitExit();
      var filter = arguments.length > 1 ? arguments[1] : "";
      var worker = new WorkerMain(Path.of(arguments[0]), filter);
      var listener = new Thread(worker::listen, "tandem-worker-control");
      listener.setDaemon(true);
      listener.start();
      worker.serve();
      System.exit(0);
    } catch (Throwable failure) {
      tell(failure);
    } finally {
      WorkerMainExit.halt();
    }
  }

  /** Tells the pool's error output, past whatever a task has put in the place of this one's. */
  private static void tell(Throwable failure) {
    try {
      failure.printStackTrace(new PrintStream(new FileOutputStream(FileDescriptor.err), true));
    } catch (Throwable untold) {
      // the process's end says enough
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
        selector.select(LOOK_MILLIS);
        selector.selectedKeys().clear();
        Thread.interrupted(); // by a task, which would have closed a channel that blocks
        if (isSentForMain()) {
          return;
        }
      }
    } catch (Throwable poolIsGone) {
      // what there is to do is done in any case
    } finally {
      WorkerMainExit.halt();
    }
  }

  /** Sends the reply whose flush lasts for too long. */
  private boolean isSentForMain() throws IOException {
    var outcome = unsent.get();
    boolean isSent =
        outcome != null
            && System.nanoTime() - outcome.since() > LONGEST_FLUSH
            && unsent.compareAndSet(outcome, null);
    if (isSent) {
      messages.send(outcome.kind(), outcome.payload());
    }
    return isSent;
  }

  private void serve() throws IOException {
    control.write(ByteBuffer.allocate(1));
    while (messages.receive() == MessageChannel.TASK) {
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
      return (Callable<?>) deserializer.read(messages.payload());
    } finally {
      messages.skip(); // the pool does not listen before it has sent everything
    }
  }

  private @Nullable Object call(Callable<?> task) throws Exception {
    current.begin();
    try {
      return task.call();
    } finally {
      current.end();
    }
  }

  private void send(@Nullable Object value) throws IOException {
    Payload payload;
    try {
      payload = Payload.of(value, "the task's result");
    } catch (Throwable failure) {
      sendFailure(failure);
      return;
    }
    send(MessageChannel.VALUE, payload);
  }

  /** Sends a description, and the exception itself if it can travel. */
  private void sendFailure(Throwable failure) throws IOException {
    var description = ThrowableDescription.of(failure);
    Payload payload;
    try {
      payload = Payload.of(description, "a description").and(failure, "an exception");
    } catch (Throwable notSerializable) {
      payload = Payload.of(description, "a description");
    }
    send(MessageChannel.FAILURE, payload);
  }

  /** Sends an outcome after all that the task printed, if the streams take that. */
  private void send(byte kind, Payload payload) throws IOException {
    var outcome = new Outcome(kind, payload, System.nanoTime());
    unsent.set(outcome);
    flush(System.out);
    flush(System.err);
    if (!unsent.compareAndSet(outcome, null)) {
      awaitEnd();
    }
    Thread.interrupted(); // foreign code has run since the task ended: an interruption hangs up
    messages.send(kind, payload);
  }

  /** The control's thread has the reply, and ends this process once it is sent. */
  private static void awaitEnd() {
    while (true) {
      LockSupport.park();
      Thread.interrupted();
    }
  }

  /** Flushes a stream, if the task has left one that can be. */
  private static void flush(@Nullable PrintStream stream) {
    try {
      if (stream != null) {
        stream.flush();
      }
    } catch (Throwable broken) {
      // it is the task's own stream
    }
  }
}
