package dev.tandem.interop.samples.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tandem.interop.samples.launcher.Tandem;
import dev.tandem.samples.SampleFailure;
import dev.tandem.samples.programs.JavaProgram;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Members of a cluster, each a JVM of its own on this machine. Closing ends them, and so does the
 * end of this JVM, whatever it comes from.
 */
public final class LocalMembers implements AutoCloseable {
  /**
   * A member.
   *
   * @param process its JVM
   * @param address its HOST:PORT
   * @param output what it says after it has said its address
   */
  public record LocalMember(Process process, String address, BufferedReader output) {}

  private final List<LocalMember> members = new ArrayList<>();

  private LocalMembers() {}

  /**
   * Starts members, one after another, and waits until each is in the cluster.
   *
   * @param count how many
   * @throws SampleFailure if one does not start
   */
  public static LocalMembers start(int count) throws IOException, SampleFailure {
    var members = new LocalMembers();
    try {
      for (int i = 0; i < count; i++) {
        members.members.add(startOne(members.addresses()));
      }
      return members;
    } catch (Throwable e) {
      members.close();
      throw e;
    }
  }

  private static LocalMember startOne(List<String> others) throws IOException, SampleFailure {
    var command =
        JavaProgram.command(List.of(), Tandem.class, "member", "--port", "0", "--end-with-input");
    if (!others.isEmpty()) {
      command.addAll(List.of("--join", String.join(",", others)));
    }
    var process = new ProcessBuilder(command).redirectError(Redirect.DISCARD).start();
    var output = process.inputReader(UTF_8);
    var line = output.readLine();
    if (line == null) {
      throw new SampleFailure("a member of the cluster did not start");
    }
    return new LocalMember(process, line.split(" ")[1], output); // "member HOST:PORT is up, ..."
  }

  /** The members, in the order in which they were started. */
  public List<LocalMember> members() {
    return List.copyOf(members);
  }

  /** Where they listen. */
  public List<String> addresses() {
    return members.stream().map(LocalMember::address).toList();
  }

  /** Ends the members, and waits for their end. */
  @Override
  public void close() {
    for (var member : members) {
      member.process().destroyForcibly();
    }
    CompletableFuture.allOf(
            members.stream().map(m -> m.process().onExit()).toArray(CompletableFuture<?>[]::new))
        .join();
  }
}
