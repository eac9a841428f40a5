package dev.tandem.interop.samples.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tandem.samples.SampleException;
import dev.tandem.samples.programs.JavaProgram;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Members of a cluster, each a JVM of its own on this machine. Closing ends them, and so does the
 * end of this JVM, whatever it comes from. The cluster's name is a new secret, which the members
 * are told by their standard input: it is in no file and on no command line.
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

  /**
   * What Hazelcast warns about if it does not have it; the runnable jar's manifest has the same.
   */
  private static final List<String> JVM_OPTIONS =
      List.of(
          "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
          "--add-opens=java.management/sun.management=ALL-UNNAMED",
          "--add-opens=jdk.management/com.sun.management.internal=ALL-UNNAMED",
          "--enable-native-access=ALL-UNNAMED");

  private final ClusterName name = ClusterName.random();
  private final List<LocalMember> members = new ArrayList<>();

  private LocalMembers() {}

  /**
   * Starts members, one after another, and waits until each is in the cluster.
   *
   * @param count how many
   * @throws SampleException if one does not start
   */
  public static LocalMembers start(int count) throws IOException, SampleException {
    var members = new LocalMembers();
    try {
      for (int i = 0; i < count; i++) {
        members.members.add(members.startOne());
      }
      return members;
    } catch (Throwable e) {
      members.close();
      throw e;
    }
  }

  private LocalMember startOne() throws IOException, SampleException {
    var command = command("--port", "0", "--cluster-file", "-", "--end-with-input");
    if (!members.isEmpty()) {
      command.addAll(List.of("--join", String.join(",", addresses())));
    }
    var process = new ProcessBuilder(command).redirectError(Redirect.DISCARD).start();
    try {
      process.getOutputStream().write((name.secret() + "\n").getBytes(UTF_8));
      process.getOutputStream().flush();
      var output = process.inputReader(UTF_8);
      var line = output.readLine(); // "member HOST:PORT is up, ..."
      if (line == null) {
        throw new SampleException("a member of the cluster did not start");
      }
      return new LocalMember(process, line.split(" ")[1], output);
    } catch (Throwable e) {
      process.destroyForcibly();
      throw e;
    }
  }

  /** The command that starts a member in a JVM of its own. */
  public static List<String> command(String... options) {
    var jvmOptions = new ArrayList<>(JVM_OPTIONS);
    if (Runtime.version().feature() >= 23) { // and newer JVMs warn of Hazelcast's Unsafe
      jvmOptions.add("--sun-misc-unsafe-memory-access=allow");
    }
    var command = JavaProgram.command(jvmOptions, MemberCommand.class);
    command.addAll(List.of(options));
    return command;
  }

  /** The name of their cluster. */
  public ClusterName name() {
    return name;
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
