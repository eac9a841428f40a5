package dev.tandem.threads.processes;

import static java.util.Objects.requireNonNull;

import dev.tandem.threads.internal.Timeouts;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Chooses what a {@link ProcessPool} is to be. What is not chosen is as {@link
 * ProcessPool#ProcessPool()} has it.
 *
 * <pre>{@code
 * try (ProcessPool pool =
 *     ProcessPool.builder().size(4).maxHeapBytes(256 << 20).maxTasksPerWorker(1_000).build()) {
 *   pool.submit(task);
 * }
 * }</pre>
 *
 * <p>For one thread; a pool does not see what its builder is told later. Each method but {@link
 * #build} returns this builder.
 */
public final class ProcessPoolBuilder {
  /** What the JDK has that, deserialized, may fetch code from elsewhere; no task has use for it. */
  private static final String REMOTE_CODE_REFUSED =
      "!java.rmi.**;!sun.rmi.**;!javax.naming.**;!com.sun.jndi.**;!javax.management.**;"
          + "!com.sun.rowset.**;!com.sun.org.apache.xalan.**";

  private int size = Runtime.getRuntime().availableProcessors();
  private int minSize;
  private @Nullable Payload initializer;
  private Duration idleTime = Duration.ofMinutes(1);
  private long tasksPerWorker = Long.MAX_VALUE;
  private long maxHeapBytes;
  private List<String> jvmOptions = List.of();
  private List<Path> classPath = List.of();
  private final Map<String, String> environment = new HashMap<>();
  private @Nullable Path directory;
  private String filter = REMOTE_CODE_REFUSED;

  ProcessPoolBuilder() {}

  /**
   * How many processes there may be at once. If this is not called, as many as there are
   * processors.
   *
   * @param processes at least 1
   * @return this
   * @throws IllegalArgumentException if {@code processes} is less than 1
   */
  public ProcessPoolBuilder size(int processes) {
    requireAtLeastOne(processes, "size");
    size = processes;
    return this;
  }

  /**
   * How many processes are kept warm. If this is not called, none. They are started when the pool
   * is made, which does not wait for them, and they do not end for lack of tasks. One that ends for
   * another reason, even idle, is replaced at once; if that fails again and again with no task
   * between, after pauses of up to a minute, or when there is a task. They keep this JVM alive
   * until the pool is shut down.
   *
   * @param processes at least 0, and at most the size
   * @return this
   * @throws IllegalArgumentException if {@code processes} is less than 0; {@link #build} throws it
   *     if it is more than the size
   */
  public ProcessPoolBuilder minSize(int processes) {
    if (processes < 0) {
      throw new IllegalArgumentException("minSize must be at least 0, not " + processes);
    }
    minSize = processes;
    return this;
  }

  /**
   * What each process does before its first task. If this is not called, nothing. It is copied by
   * this call, and runs on the thread that runs the tasks, so they see what it did there. It is no
   * task: neither {@link #maxTasksPerWorker} nor a task's limit counts it. A task is not cancelled
   * in it, but waits for it, and is cancelled in the queue; {@code shutdownNow} ends it, and so
   * does {@code shutdown} if no task waits for it.
   *
   * <p>If it throws in any process, the pool is broken: it is shut down, and the tasks that no
   * process has in hand fail with a {@link BrokenPoolException}, Python's {@code
   * BrokenProcessPool}. The others run to their end. If the process dies in it, that is a death
   * like another, and fails the task that waits for the process, if one does.
   *
   * @param initializer what to run, and may be slow; to wait for a task of the pool is a deadlock
   * @return this
   * @throws IllegalArgumentException if {@code initializer} is not serializable; the cause names
   *     the class
   * @throws NullPointerException if {@code initializer} is null
   */
  public ProcessPoolBuilder initializer(SerializableRunnable initializer) {
    var task = new RunnableTask<@Nullable Object>(requireNonNull(initializer, "initializer"), null);
    try {
      this.initializer = Payload.of(task, "the initializer");
    } catch (IOException | RuntimeException | StackOverflowError failure) {
      throw new IllegalArgumentException("the initializer cannot travel: " + failure, failure);
    }
    return this;
  }

  /**
   * How long a process that has no task is kept, if {@link #minSize} does not keep it. If this is
   * not called, a minute.
   *
   * @param time zero or less ends it at once if there is no next task
   * @return this
   * @throws NullPointerException if {@code time} is null
   */
  public ProcessPoolBuilder idleTime(Duration time) {
    idleTime = requireNonNull(time, "time");
    return this;
  }

  /**
   * After how many tasks a process ends and another takes its place. If this is not called, never.
   *
   * @param tasks at least 1
   * @return this
   * @throws IllegalArgumentException if {@code tasks} is less than 1
   */
  public ProcessPoolBuilder maxTasksPerWorker(long tasks) {
    requireAtLeastOne(tasks, "maxTasksPerWorker");
    tasksPerWorker = tasks;
    return this;
  }

  /**
   * The heap of each process at most; else, what a JVM takes by itself, which is a quarter of the
   * machine's memory, for each. A JVM takes more than its heap: threads' stacks, compiled code,
   * class data and direct buffers are beside it, some tens of megabytes at least, and have options
   * of their own ({@code -XX:MaxDirectMemorySize}, {@code -XX:MaxMetaspaceSize}, {@code -Xss}).
   *
   * @param bytes at least 1; the JVM itself refuses less than 2 MiB
   * @return this
   * @throws IllegalArgumentException if {@code bytes} is less than 1
   */
  public ProcessPoolBuilder maxHeapBytes(long bytes) {
    requireAtLeastOne(bytes, "maxHeapBytes");
    maxHeapBytes = bytes;
    return this;
  }

  /**
   * Options of the processes' JVMs, such as {@code -XX:+UseSerialGC} or {@code -Dname=value}. Those
   * of this JVM are not handed down. They come after the pool's own, and so override them:
   *
   * <ul>
   *   <li>{@code -XX:+ExitOnOutOfMemoryError}
   *   <li>{@code -XX:+UseCountedLoopSafepoints -XX:LoopStripMiningIter=1000}, without which a loop
   *       that counts may keep a JVM from ending: as with G1, where they are the default, so with
   *       every garbage collector
   *   <li>{@code -Djava.security.manager=disallow}, as from Java 18 on
   * </ul>
   *
   * @param options each one argument
   * @return this
   * @throws IllegalArgumentException if one is not an option, nor the value of the one before it,
   *     or would have the JVM do something else than run tasks, or sets the class path
   * @throws NullPointerException if {@code options} or one of them is null
   */
  public ProcessPoolBuilder jvmOptions(String... options) {
    var given = copy(Arrays.asList(requireNonNull(options, "options")), "options");
    WorkerCommandValidation.requireJvmOptions(given);
    jvmOptions = given;
    return this;
  }

  private static <T> List<T> copy(List<T> parts, String name) {
    for (int i = 0; i < parts.size(); i++) {
      requireNonNull(parts.get(i), name + "[" + i + "]");
    }
    return List.copyOf(parts);
  }

  /**
   * Where the processes find classes. If this is not called, where this JVM does: on its class path
   * and in its modules, those on its module path or in the image that it was linked into (by {@code
   * jlink}, with a {@code java} command in it). This library must be among them.
   *
   * @param path folders and archives; none for those of this JVM
   * @return this
   * @throws IllegalArgumentException if a part is not in the machine's file system, or is more than
   *     one path
   * @throws NullPointerException if {@code path} or a part of it is null
   */
  public ProcessPoolBuilder classPath(List<Path> path) {
    var given = copy(requireNonNull(path, "path"), "path");
    WorkerCommandValidation.requireClassPath(given);
    classPath = given;
    return this;
  }

  /**
   * Sets a variable in the processes' environment, which otherwise is that of this process. So the
   * processes have its {@code JAVA_TOOL_OPTIONS} and {@code JDK_JAVA_OPTIONS}, too: a debugger's
   * port, an agent or a heap that they name is meant for one JVM, and two cannot have the same
   * port. {@code environment("JAVA_TOOL_OPTIONS", "")} takes them away.
   *
   * @param name the variable's name
   * @param value its value
   * @return this
   * @throws IllegalArgumentException if no variable can have that name or value: the name is empty
   *     or has an equals sign, or one of them has the character NUL
   * @throws NullPointerException if an argument is null
   */
  public ProcessPoolBuilder environment(String name, String value) {
    WorkerCommandValidation.requireVariable(
        requireNonNull(name, "name"), requireNonNull(value, "value"));
    environment.put(name, value);
    return this;
  }

  /**
   * The processes' working directory. If this is not called, that of this process.
   *
   * @param path an existing directory, or each task fails
   * @return this
   * @throws IllegalArgumentException if the path is not in the machine's file system
   * @throws NullPointerException if {@code path} is null
   */
  public ProcessPoolBuilder directory(Path path) {
    WorkerCommandValidation.requireFile("directory", requireNonNull(path, "path"));
    directory = path;
    return this;
  }

  /**
   * Which classes may be deserialized, tasks in the processes and outcomes here. If this is not
   * called, all but those of the JDK that may fetch code from elsewhere: of RMI, JNDI, JMX, row
   * sets and compiled style sheets. What this leaves undecided, the JVM's own {@code
   * jdk.serialFilter} decides.
   *
   * <p>A lambda needs {@code java.lang.invoke.SerializedLambda}, {@code java.lang.Object} and the
   * class that it is written in. An exception that does not pass arrives as a {@link
   * TaskFailedException}.
   *
   * @param pattern as {@link ObjectInputFilter.Config#createFilter} reads it, such as {@code
   *     "com.example.**;java.base/*;!*"}
   * @return this
   * @throws IllegalArgumentException if the pattern is not one
   * @throws NullPointerException if {@code pattern} is null
   */
  public ProcessPoolBuilder filter(String pattern) {
    WorkerCommandValidation.requireNoNul("filter", requireNonNull(pattern, "pattern"));
    ObjectInputFilter.Config.createFilter(pattern);
    filter = pattern;
    return this;
  }

  /**
   * Makes the pool. Only the processes of {@link #minSize} are started before there is a task.
   *
   * @return a new pool
   * @throws IllegalArgumentException if {@link #minSize} is more than {@link #size}
   */
  public ProcessPool build() {
    return new ProcessPool(settings());
  }

  ProcessPoolSettings settings() {
    if (minSize > size) {
      throw new IllegalArgumentException(
          "minSize must be at most the size, " + size + ", not " + minSize);
    }
    var options = new ArrayList<>(jvmOptions);
    if (maxHeapBytes > 0) {
      options.add("-Xmx" + maxHeapBytes);
    }
    var command = new WorkerCommand(options, classPath, environment, directory, filter);
    return new ProcessPoolSettings(
        size, minSize, Timeouts.nanos(idleTime), tasksPerWorker, initializer, command, loader());
  }

  /** Tells how many processes there may be, and how many are kept warm. */
  @Override
  public String toString() {
    return "ProcessPoolBuilder[size = " + size + ", minSize = " + minSize + "]";
  }

  private static ClassLoader loader() {
    var loader = Thread.currentThread().getContextClassLoader();
    return loader == null ? ClassLoader.getSystemClassLoader() : loader;
  }

  private static void requireAtLeastOne(long value, String name) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, not " + value);
    }
  }
}
