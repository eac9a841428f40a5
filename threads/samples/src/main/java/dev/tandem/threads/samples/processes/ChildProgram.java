package dev.tandem.threads.samples.processes;

import java.io.IOException;

/** The program of a child process: {@code name ending}. */
public final class ChildProgram {
  private ChildProgram() {}

  /** Says which process this is, and ends as it is told. */
  public static void main(String[] args) throws IOException {
    var self = ProcessHandle.current();
    var parent = self.parent().map(ProcessHandle::pid).orElseThrow();
    System.out.println("%s: process %d, child of %d".formatted(args[0], self.pid(), parent));
    Ending.valueOf(args[1]).play(args[0]);
  }
}
