package dev.tandem.threads.samples.programs;

import dev.tandem.samples.programs.Finished;
import dev.tandem.samples.programs.Transcript;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;

/**
 * Runs external programs, and waits on the calling thread until they have ended and all that they
 * wrote is read. A program whose caller is interrupted, or fails, is ended.
 *
 * <p>Each method throws an {@link IOException} if the program cannot be started or talked with, and
 * an {@link InterruptedException} if the thread is interrupted.
 */
public interface BlockingPrograms {
  /**
   * Gives a program all of its input at once.
   *
   * @param command the program and its arguments
   * @param input the lines of its standard input
   */
  Finished run(List<String> command, List<String> input) throws Exception;

  /**
   * Runs a program without input, and ends it when it is too late.
   *
   * @param command the program and its arguments
   * @param patience how long it may take
   * @throws TimeoutException if it was ended
   */
  Finished run(List<String> command, Duration patience) throws Exception;

  /**
   * Talks with a program that answers each line by a line.
   *
   * @param command the program and its arguments
   * @param lines what to say
   * @param transcript told of each line and each answer, while they talk
   */
  Finished converse(List<String> command, List<String> lines, Transcript transcript)
      throws Exception;
}
