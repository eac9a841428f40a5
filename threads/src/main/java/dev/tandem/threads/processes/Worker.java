package dev.tandem.threads.processes;

import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A pool's side of one worker: its process and the connections to it. One thread gives it tasks and
 * closes it; any thread may interrupt the task or kill the process.
 */
final class Worker {
  /*
   *   starting ──connect──► idle ──call──► busy ──reply──► idle ──close──► gone
   *      │                    └──────────────┴──death or kill──► dead ──close──► gone
   *      └──death, kill, or no connection in time──► dead
   *
   * A death is found out by isUsable, or by the reply to the next task, which then says whether
   * the worker had taken the task in hand: the shared count says so (see WorkerMain). What a process
   * wrote before its death can be read after it: neither count nor reply is lost.
   */
  private static final int SECONDS_TO_CONNECT = 60;
  private static final int SECONDS_TO_END = 5;

  private final int number;
  private final @Nullable RecordedStart start;
  private final Process process;
  private final StderrTail errors;
  private final Deserializer deserializer;
  private final WorkerSocket socket;
  private final SharedCount begun;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private volatile String deathReason = RecordedDeath.EXITED;
  private volatile boolean killed;
  private volatile @Nullable SocketChannel tasks;
  private volatile @Nullable SocketChannel control;
  private @Nullable MessageChannel messages;
  private long taken;
  private boolean deathRecorded;

  /**
   * Starts a process, and does not wait for it.
   *
   * @param command how to start it
   * @param number the worker's number
   * @param loader has the classes of the results
   * @throws IOException if it cannot be started
   */
  Worker(WorkerCommand command, int number, ClassLoader loader) throws IOException {
    this.number = number;
    start = RecordedStart.isOn() ? new RecordedStart(number) : null;
    deserializer = new Deserializer(loader, command.filter());
    socket = WorkerSocket.open();
    try {
      begun = new SharedCount(WorkerSocket.begunIn(socket.directory()));
      process = command.start(number, socket.directory());
      errors = new StderrTail(process.getErrorStream(), "tandem-worker-" + number + "-errors");
      StderrRelay.startDaemon("tandem-worker-" + number + "-end", this::tellEnd);
    } catch (IOException | RuntimeException | Error failure) {
      socket.close(); // a process that has started all the same finds it closed, and ends
      throw failure;
    }
  }

  /**
   * Waits until the worker is there, for a minute at most.
   *
   * @return true, or false if it died before
   */
  boolean connect() {
    boolean connected = isConnected();
    if (start != null) {
      start.end(process.pid(), connected);
    }
    return connected;
  }

  private boolean isConnected() {
    var limit = ended.copy().orTimeout(SECONDS_TO_CONNECT, SECONDS);
    limit.whenComplete((end, late) -> hangUp(late != null));
    try (socket) {
      tasks = socket.accept();
      control = socket.accept();
      messages = new MessageChannel(tasks);
      boolean isReady = isReady();
      control.configureBlocking(false); // see interrupt
      return isReady && !killed; // a kill may have come too early to close them
    } catch (IOException closed) {
      return false;
    } finally {
      limit.complete(null); // which stops it
    }
  }

  private void hangUp(boolean isLate) {
    socket.close();
    if (isLate) {
      kill(); // it may have come, and never be ready
    }
  }

  /** Waits for the byte on the control that says so; false if the worker has died without it. */
  private boolean isReady() throws IOException {
    return control.read(ByteBuffer.allocate(1)) > 0;
  }

  /**
   * Tells whether the worker may be given a task.
   *
   * @return false if it was killed, or died, as far as is known
   */
  boolean isUsable() {
    return !killed && process.isAlive();
  }

  /**
   * The worker's process.
   *
   * @return a handle of it
   */
  ProcessHandle process() {
    return process.toHandle();
  }

  /**
   * Has {@code action} run, on some thread, once the process has ended and {@link #isUsable} says
   * so.
   *
   * @param action what to run
   */
  void onEnd(Runnable action) {
    ended.thenRun(action);
  }

  /** On a thread of its own: {@code Process.onExit} tells on the common pool, which may be busy. */
  private void tellEnd() {
    while (process.isAlive()) {
      try {
        process.waitFor();
      } catch (InterruptedException e) {
        // by accident: this thread waits for nothing else
      }
    }
    recordDeath();
    ended.complete(null);
  }

  /** Records it once: whoever comes second waits until that is done. */
  private synchronized void recordDeath() {
    if (!deathRecorded && RecordedDeath.isOn()) {
      RecordedDeath.of(process.pid(), number, process.exitValue(), deathReason);
    }
    deathRecorded = true;
  }

  /**
   * How many tasks the worker was given.
   *
   * @return their number, which is also that of the last one
   */
  long taken() {
    return taken;
  }

  /**
   * Announces a task, which {@link #call} must bring.
   *
   * @return its number, to {@link #interrupt} it by
   */
  long announce() {
    return ++taken;
  }

  /**
   * Gives the worker the task that was announced, and waits for what comes of it.
   *
   * @param task the task's bytes
   * @param kind what a recording calls it
   * @return what came of it
   */
  Reply call(Payload task, String kind) {
    if (!RecordedTask.isOn()) {
      return exchange(task);
    }
    var recorded = new RecordedTask(process.pid(), number, taken, kind, task.size());
    var reply = exchange(task);
    recorded.end(reply, killed, messages.length());
    return reply;
  }

  private Reply exchange(Payload task) {
    int kind;
    try {
      messages.send(MessageChannel.TASK, task);
      kind = messages.receive();
    } catch (IOException broken) {
      kind = -1;
    }
    return kind < 0 ? died(begun.get() == taken) : outcome(kind);
  }

  private Reply outcome(int kind) {
    Reply reply;
    try {
      reply = kind == MessageChannel.VALUE ? new Reply.Value(read()) : failure();
    } catch (Throwable failure) { // whatever foreign code throws while it is deserialized
      reply = Reply.Failure.orDescription(failure);
    }
    return messages.skip() ? reply : died(true);
  }

  private @Nullable Object read() throws IOException, ClassNotFoundException {
    return deserializer.read(messages.payload());
  }

  private Reply failure() throws IOException, ClassNotFoundException {
    var description = (ThrowableDescription) read();
    if (!messages.hasMore()) {
      return new Reply.Described(description);
    }
    try {
      var reply = Reply.Failure.orDescription(requireNonNull((Throwable) read()));
      return reply instanceof Reply.Failure ? reply : new Reply.Described(description);
    } catch (Throwable missing) { // or refused, or not an exception any more
      return new Reply.Described(description);
    }
  }

  /**
   * Tells how the worker died; ends what is left of it.
   *
   * @param hadBegun whether it had taken a task in hand
   * @return its death
   */
  Reply.Died died(boolean hadBegun) {
    boolean ended = awaitEnd(1); // it may be dying still
    if (!ended) {
      kill();
      ended = awaitEnd(SECONDS_TO_END);
    }
    return new Reply.Died(
        process.pid(),
        ended ? OptionalInt.of(process.exitValue()) : OptionalInt.empty(),
        errors.await(),
        hadBegun);
  }

  /**
   * Asks the task to end: interrupts its thread. Nothing happens if it has ended. To be called once
   * for a task, by any thread: the channel does not block, so neither does this, and an interrupted
   * caller does not close it. There is room on it for far more than the number of one task, and a
   * worker that has not read that has no other.
   *
   * @param task its number
   */
  void interrupt(long task) {
    try {
      control.write(ByteBuffer.allocate(Long.BYTES).putLong(task).flip());
    } catch (IOException dead) {
      // nothing there to interrupt
    }
  }

  /** Ends the process now, and those that it started. Does not wait. */
  void kill() {
    killed = true;
    if (process.isAlive()) { // else its id may be another's
      deathReason = RecordedDeath.KILLED;
      var descendants = descendants(); // once it is dead, they cannot be found
      process.destroyForcibly();
      descendants.forEach(ProcessHandle::destroyForcibly);
    }
    disconnect();
  }

  /** Those that can be found out: without a file descriptor that is free, there are none. */
  private List<ProcessHandle> descendants() {
    try {
      return process.descendants().toList();
    } catch (Throwable unknown) { // the process itself shall end all the same
      return List.of();
    }
  }

  /**
   * Has the process end in good order, and kills it if it does not within five seconds. Returns
   * when it is gone, and what it wrote to its standard error has been passed on.
   */
  void close() {
    try {
      if (isUsable() && tasks != null) {
        deathReason = RecordedDeath.CLOSED;
        tasks.shutdownOutput();
      } else {
        kill();
      }
    } catch (IOException dead) {
      kill();
    }
    boolean ended = awaitEnd(SECONDS_TO_END);
    if (!ended) {
      kill();
      ended = awaitEnd(SECONDS_TO_END);
    }
    if (ended) {
      recordDeath();
    }
    errors.await();
    disconnect();
  }

  private void disconnect() {
    for (var channel : new SocketChannel[] {tasks, control}) {
      try {
        if (channel != null) {
          channel.close();
        }
      } catch (IOException e) {
        // it was of no more use
      }
    }
  }

  private boolean awaitEnd(int seconds) {
    try {
      return process.waitFor(seconds, SECONDS);
    } catch (InterruptedException e) { // a callback's doing: this thread belongs to the pool
      Thread.currentThread().interrupt();
      return !process.isAlive();
    }
  }
}
