package dev.tandem.samples.programs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Programs of this class path, run by the same Java in a process of their own. */
public final class JavaProgram {
  private JavaProgram() {}

  /**
   * Gives the command that starts one.
   *
   * @param jvmOptions options of its JVM; those of this one are not handed down
   * @param program the class with its {@code main}
   * @param arguments its arguments
   * @return the command, for a {@link ProcessBuilder}; a new list, the caller's own
   */
  public static List<String> command(
      List<String> jvmOptions, Class<?> program, String... arguments) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmOptions);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    command.addAll(List.of(arguments));
    return command;
  }
}
