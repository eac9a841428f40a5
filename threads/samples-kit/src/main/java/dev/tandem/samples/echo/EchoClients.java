package dev.tandem.samples.echo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.tandem.samples.SampleException;
import dev.tandem.samples.programs.JavaProgram;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Many clients of an echo server, in a process of their own: here, each connection would take a
 * second descriptor, and the limit would come at half as many.
 *
 * <p>Each method has all of the clients do something, and returns at once. Its future is done when
 * the last of them is through, and fails with a {@link SampleException} when one of them fails, or
 * when they are not through in time. One method at a time; call them in the order in which they
 * stand here.
 *
 * <p>{@link #close} ends the process, and so does the end of this one, whatever it comes from.
 */
public final class EchoClients implements AutoCloseable {
  /*
   * The process runs EchoClientsProgram, which reads orders from its standard input and writes a
   * line for each to its standard output. The line is awaited by a thread of ours. Input that ends
   * ends the process: that is how it learns of our death.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String ENDED = "the clients' process has ended";

  private final Process process;
  private final PrintStream orders;
  private final BufferedReader answers;
  private final ExecutorService listener = Executors.newSingleThreadExecutor(EchoClients::daemon);

  private EchoClients(Process process) {
    this.process = process;
    this.orders = new PrintStream(process.getOutputStream(), true, UTF_8);
    this.answers = process.inputReader(UTF_8);
  }

  /**
   * Starts the process.
   *
   * @param server the address that the clients will connect to
   * @param count how many they will be
   * @return the clients, not connected yet
   * @throws IOException if the system starts no process
   */
  public static EchoClients start(InetSocketAddress server, int count) throws IOException {
    var command =
        JavaProgram.command(
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
            EchoClientsProgram.class,
            server.getAddress().getHostAddress(),
            Integer.toString(server.getPort()),
            Integer.toString(count));
    return new EchoClients(new ProcessBuilder(command).redirectError(Redirect.INHERIT).start());
  }

  /** Waits until the process takes orders. */
  public CompletableFuture<Void> ready() {
    return order(Order.READY, PATIENCE);
  }

  /** Connects all clients. The server may not have accepted them yet. */
  public CompletableFuture<Void> connect() {
    return order(Order.CONNECT, PATIENCE);
  }

  /** Has each client send a message of its own, and then waits for all of them to come back. */
  public CompletableFuture<Void> echo() {
    return order(Order.ECHO, PATIENCE);
  }

  /**
   * Waits until the server has hung up on every client.
   *
   * @param patience for how long
   */
  public CompletableFuture<Void> awaitHangUp(Duration patience) {
    return order(Order.AWAIT_HANG_UP, patience);
  }

  private CompletableFuture<Void> order(Order order, Duration patience) {
    var late = "the clients do not %s within %s s".formatted(order, patience.toMillis() / 1e3);
    return CompletableFuture.supplyAsync(() -> answer(order), listener)
        .completeOnTimeout(late, patience.toNanos(), NANOSECONDS)
        .thenAccept(EchoClients::requireDone);
  }

  private String answer(Order order) {
    orders.println(order.name());
    try {
      var answer = answers.readLine();
      return answer == null ? ENDED : answer;
    } catch (IOException e) {
      return ENDED; // and closed, before its end was read
    }
  }

  private static void requireDone(String answer) {
    if (!answer.equals(Order.DONE)) {
      throw new CompletionException(new SampleException(answer));
    }
  }

  /** Ends the process, and waits for its end. */
  @Override
  public void close() throws IOException {
    process.destroyForcibly().onExit().join();
    listener.shutdown();
    orders.close();
    answers.close();
  }

  private static Thread daemon(Runnable task) {
    var thread = new Thread(task, "echo-clients");
    thread.setDaemon(true);
    return thread;
  }
}
