package dev.tandem.interop.samples.docs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a program printed that has ended well.
 *
 * @param output its standard output
 * @param errors its standard error
 */
record ChildProcess(String output, String errors) {
  private static final int BOUND_MINUTES = 5;

  /**
   * Runs a program to its end.
   *
   * @param command the program and its arguments
   * @param folder where it runs
   * @throws IOException if it cannot be started, does not end, or fails
   */
  static ChildProcess run(List<String> command, Path folder)
      throws IOException, InterruptedException {
    var output = Files.createTempFile(folder, "run", ".out");
    var errors = Files.createTempFile(folder, "run", ".err");
    var builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("LC_ALL", "C.UTF-8");
    var process = builder.redirectOutput(output.toFile()).redirectError(errors.toFile()).start();
    process.getOutputStream().close();
    boolean ended = process.waitFor(BOUND_MINUTES, TimeUnit.MINUTES);
    process.destroyForcibly();
    var result = new ChildProcess(Files.readString(output, UTF_8), Files.readString(errors, UTF_8));
    if (!ended || process.exitValue() != 0) {
      throw new IOException(String.join(" ", command) + " fails: " + result);
    }
    return result;
  }

  /** This JVM's class path, which may be relative to where it was started. */
  static String classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
