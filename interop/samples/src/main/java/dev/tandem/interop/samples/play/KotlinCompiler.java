package dev.tandem.interop.samples.play;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The Kotlin compiler as a command.
 *
 * @param command its file
 */
record KotlinCompiler(String command) {
  private static final Pattern SAID =
      Pattern.compile("(?:.*?:(\\d+):(\\d+): )?(error|warning): (.*)");

  /**
   * Compiles a file.
   *
   * @param source the file
   * @param classes where to
   * @param told is told of what the compiler has to say
   * @return whether there are classes
   */
  boolean compile(Path source, Path classes, Consumer<Report.Diagnosed> told) throws IOException {
    var process =
        new ProcessBuilder(
                command,
                source.toString(),
                "-d",
                classes.toString(),
                "-no-stdlib",
                "-jvm-target",
                "17",
                "-classpath",
                System.getProperty("java.class.path"))
            .redirectErrorStream(true)
            .start();
    try (var said = process.inputReader(UTF_8)) {
      said.lines().forEach(line -> report(line, told));
      return process.waitFor() == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      process.destroy();
    }
  }

  private static void report(String line, Consumer<Report.Diagnosed> told) {
    var said = SAID.matcher(line);
    if (said.matches()) {
      boolean placed = said.group(1) != null;
      told.accept(
          new Report.Diagnosed(
              placed ? Long.parseLong(said.group(1)) : 0,
              placed ? Long.parseLong(said.group(2)) : 0,
              said.group(3).equals("error"),
              said.group(4)));
    }
  }
}
