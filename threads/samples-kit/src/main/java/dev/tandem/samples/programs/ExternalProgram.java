package dev.tandem.samples.programs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * An external program that was started, and its three pipes: Python's {@code Popen}.
 *
 * <p>A pipe holds some 64 KiB. A program whose output nobody reads stops, and reads no more input:
 * who writes much lets another thread read meanwhile, and standard error needs a reader of its own.
 * Each pipe is for one thread at a time.
 *
 * <p><b>Reading and writing a pipe block, and no interruption ends that.</b> {@link #close} does:
 * it ends the program, and the pipes with it. Only the program's end can be awaited without a
 * thread, by {@link #exit}.
 */
public final class ExternalProgram implements AutoCloseable {
  /*
   * The streams are not closed here: the JVM closes its ends of the pipes when the program has
   * ended, and keeps what nobody has read yet.
   */
  private final List<String> command;
  private final Process process;
  private final BufferedWriter input;
  private final BufferedReader output;
  private final BufferedReader errors;

  private ExternalProgram(List<String> command, Process process) {
    this.command = command;
    this.process = process;
    this.input = process.outputWriter(UTF_8);
    this.output = process.inputReader(UTF_8);
    this.errors = process.errorReader(UTF_8);
  }

  /**
   * Starts a program.
   *
   * @param command the program and its arguments
   * @return the program, to be closed
   * @throws IOException if there is no such program, or the system starts no process
   */
  public static ExternalProgram start(List<String> command) throws IOException {
    return new ExternalProgram(command, new ProcessBuilder(command).start());
  }

  /**
   * Writes lines to the program's standard input, and ends it. A program need not read what it is
   * given: what is left over is dropped, as Python's {@code communicate} does.
   */
  public void write(List<String> lines) {
    try (input) {
      for (var line : lines) {
        input.write(line + "\n");
      }
    } catch (IOException e) {
      // it reads no more; its exit status tells whether that is a failure
    }
  }

  /**
   * Talks with the program: writes a line, waits for a line, and so on. Then ends its input.
   *
   * @param lines what to write
   * @param transcript told of each line when it is written, and of each answer when it is there
   * @throws EOFException if the program ends its output instead of an answer
   * @throws IOException if it does not take a line
   */
  public void converse(List<String> lines, Transcript transcript) throws IOException {
    for (var line : lines) {
      transcript.says(line);
      transcript.hears(answer(line));
    }
    write(List.of());
  }

  private String answer(String line) throws IOException {
    input.write(line + "\n");
    input.flush(); // else it would wait in our buffer, and we for its answer
    var answer = output.readLine();
    if (answer == null) {
      throw new EOFException(
          "'%s' does not answer '%s'".formatted(String.join(" ", command), line));
    }
    return answer;
  }

  /** Reads standard output to its end. */
  public List<String> output() throws IOException {
    return rest(output);
  }

  /** Reads standard error to its end. */
  public List<String> errors() throws IOException {
    return rest(errors);
  }

  private static List<String> rest(BufferedReader pipe) throws IOException {
    try {
      return pipe.lines().toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /**
   * Gives a future of the exit status, which blocks no thread. Cancelling it does not end the
   * program.
   *
   * @return a new future, the caller's own
   */
  public CompletableFuture<Integer> exit() {
    return process.onExit().thenApply(Process::exitValue);
  }

  /**
   * Ends the program, if it has not ended, and those that it started. Who reads a pipe comes to its
   * end. It does not wait: {@link #exit} is done when the program is gone.
   */
  @Override
  public void close() {
    if (process.isAlive()) {
      var descendants = process.descendants().toList(); // once it is dead, nobody knows them
      process.toHandle().destroyForcibly(); // process's own would close what is still being read
      descendants.forEach(ProcessHandle::destroyForcibly); // they hold its pipes, too
    }
  }
}
