package dev.tandem.threads.samples.processes;

import dev.tandem.samples.programs.JavaProgram;
import dev.tandem.threads.samples.crew.Crew;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Child processes that are gone at the end of a block, however it ends. For use by one thread.
 *
 * <pre>{@code
 * try (var children = new Children()) {
 *   var alpha = children.start("alpha", Ending.RETURNS);
 *   System.out.println(alpha.introduction());
 *   System.out.println(alpha.join());
 * }
 * }</pre>
 */
public final class Children implements AutoCloseable {
  private final Crew listeners = new Crew();
  private final List<Child> children = new ArrayList<>();

  /**
   * Starts a process, and does not wait for it to come up.
   *
   * @param name what it is called
   * @param ending how it will end
   * @return the process
   * @throws IOException if the system starts no process
   */
  public Child start(String name, Ending ending) throws IOException {
    var command = JavaProgram.command(List.of(), ChildProgram.class, name, ending.name());
    var process = new ProcessBuilder(command).start();
    // reading blocks, and no interruption ends that: a thread of its own lets others wait for it
    var firstLine = listeners.submit(name, process.inputReader()::readLine);
    var child = new Child(name, process, firstLine);
    children.add(child);
    return child;
  }

  /** Kills the processes that have not ended, and waits until all are gone. */
  @Override
  public void close() {
    for (var child : children) {
      child.process().toHandle().destroyForcibly();
    }
    for (var child : children) {
      child.process().onExit().join();
    }
    listeners.close();
  }
}
