package dev.tandem.threads.processes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The command that starts a worker: java, with its options, class path and surroundings.
 *
 * @param jvmOptions options of the JVM, after those that are always given
 * @param classPath where the classes are; empty for those of this JVM, its modules among them
 * @param environment variables beside those of this process
 * @param directory the working directory, or null for that of this process
 * @param filter what may be deserialized, on both sides; empty for no more than the JVM's own rules
 */
record WorkerCommand(
    List<String> jvmOptions,
    List<Path> classPath,
    Map<String, String> environment,
    @Nullable Path directory,
    String filter) {
  /** The system property with a worker's number. */
  static final String WORKER_NUMBER = "dev.tandem.threads.worker";

  /** Copies what it is given, which may change later. */
  WorkerCommand {
    jvmOptions = List.copyOf(jvmOptions);
    classPath = List.copyOf(classPath);
    environment = Map.copyOf(environment);
  }

  /**
   * Starts a process that will connect to the {@link WorkerSocket} in {@code directory}. All
   * arguments go by way of a file, since class paths grow longer than what an operating system
   * takes for an argument.
   */
  Process start(int workerNumber, Path socketDirectory) throws IOException {
    var argumentFile = WorkerSocket.argumentsIn(socketDirectory);
    Files.writeString(
        argumentFile,
        arguments(workerNumber, socketDirectory).stream()
            .map(WorkerCommand::quoted)
            .collect(joining("\n")),
        nativeCharset());
    var java = Path.of(System.getProperty("java.home"), "bin", "java");
    var builder = new ProcessBuilder(java.toString(), "@" + argumentFile);
    builder.environment().putAll(environment);
    builder.directory(directory == null ? null : directory.toFile());
    builder.redirectOutput(ProcessBuilder.Redirect.INHERIT);
    var process = builder.start();
    process.getOutputStream().close(); // a task that reads its standard input finds the end of it
    return process;
  }

  private List<String> arguments(int workerNumber, Path socketDirectory) {
    var arguments = new ArrayList<String>();
    arguments.add("-XX:+ExitOnOutOfMemoryError");
    arguments.add("-XX:+DisplayVMOutputToStderr"); // where its tail is kept
    arguments.add("-Djava.security.manager=disallow"); // it could forbid the worker to end
    arguments.addAll(promptness());
    arguments.addAll(classPath.isEmpty() ? Modules.options() : List.of());
    arguments.addAll(jvmOptions);
    arguments.add("-D" + WORKER_NUMBER + "=" + workerNumber);
    var path = joinedClassPath();
    arguments.addAll(path.isEmpty() ? List.of() : List.of("-cp", path));
    arguments.addAll(mainClass());
    arguments.add(socketDirectory.toString());
    if (!filter.isEmpty()) {
      arguments.add(filter); // an empty one would get lost in the file
    }
    return arguments;
  }

  /**
   * Has loops that count be compiled with places in them where they can be stopped, or a JVM could
   * not end before its loop does. HotSpot's server compiler is the one that leaves them out, unless
   * the garbage collector is G1 or one of those that never pause for long.
   */
  private static List<String> promptness() {
    return System.getProperty("java.vm.name", "").contains("Server")
        ? List.of("-XX:+UseCountedLoopSafepoints", "-XX:LoopStripMiningIter=1000")
        : List.of();
  }

  /** Absolute, since the worker may have another working directory. */
  private String joinedClassPath() {
    return Modules.absolute(
        classPath.isEmpty()
            ? System.getProperty("java.class.path")
            : classPath.stream().map(Path::toString).collect(joining(File.pathSeparator)));
  }

  /** In its module, if this JVM has it in one and the worker's gets the same. */
  private List<String> mainClass() {
    var name = WorkerMain.class.getName();
    var module = classPath.isEmpty() ? Modules.nameOf(WorkerMain.class) : Optional.<String>empty();
    return module.map(its -> List.of("-m", its + "/" + name)).orElse(List.of(name));
  }

  /** A line break would end even a quoted argument. */
  private static String quoted(String argument) {
    var escaped =
        argument
            .replace("\\", "\\\\")
            .replace("\"", "\\\"")
            .replace("\n", "\\n")
            .replace("\r", "\\r")
            .replace("\f", "\\f");
    return '"' + escaped + '"';
  }

  private static Charset nativeCharset() {
    var name = System.getProperty("sun.jnu.encoding");
    return name == null ? UTF_8 : Charset.forName(name);
  }
}
