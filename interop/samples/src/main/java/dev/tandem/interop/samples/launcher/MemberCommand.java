package dev.tandem.interop.samples.launcher;

import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastException;
import com.hazelcast.core.HazelcastInstance;
import dev.tandem.interop.samples.cluster.Addresses;
import dev.tandem.samples.HostPort;
import dev.tandem.samples.Misuse;
import dev.tandem.samples.SampleFailure;
import dev.tandem.threads.Event;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tandem member}. */
@Command(
    name = "member",
    header = "Be a member of a cluster, until Ctrl-C.",
    footer = {
      "",
      "Whoever reaches a member's port can run tasks on it: leave it on loopback, or see",
      "docs/outgrowing-one-machine.md."
    })
final class MemberCommand implements Callable<Integer> {
  private static final int FIRST_PORT = 5701;

  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  @Option(
      names = "--join",
      paramLabel = "HOST:PORT",
      split = ",",
      converter = HostPort.class,
      description = "Members of the cluster to join (default: none, be the first).")
  private List<String> join = List.of();

  @Option(
      names = "--bind",
      paramLabel = "HOST",
      defaultValue = "127.0.0.1",
      description = "This machine's address to listen on (default: ${DEFAULT-VALUE}).")
  private String host;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "The port to listen on; 0: a free one (default: the first free from 5701 on).")
  private Integer port;

  @Option(
      names = "--end-with-input",
      description = "End when standard input ends, as a child of another program does.")
  private boolean endWithInput;

  @Override
  public Integer call() throws Exception {
    check();
    var out = System.out;
    var member = start();
    try {
      out.printf("member %s is up, %s%n", address(member), size(member));
      member.getCluster().addMembershipListener(new Announcer(member, out));
      if (endWithInput) {
        System.in.transferTo(OutputStream.nullOutputStream());
      } else {
        new Event().await(); // which nobody sets
      }
      return CommandLine.ExitCode.OK;
    } finally {
      member.getLifecycleService().terminate();
    }
  }

  private HazelcastInstance start() throws IOException, SampleFailure {
    boolean orNext = port == null;
    int first = orNext ? FIRST_PORT : port == 0 ? freePort() : port;
    try {
      return Hazelcast.newHazelcastInstance(Addresses.member(host, first, orNext, join));
    } catch (HazelcastException | IllegalStateException e) {
      throw new SampleFailure("cannot listen on %s:%d: %s".formatted(host, first, e.getMessage()));
    }
  }

  private int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getByName(host))) {
      return socket.getLocalPort();
    }
  }

  private void check() {
    if (port != null && (port < 0 || port > 65535)) {
      throw new Misuse(
          spec.commandLine(), "--port: " + port + " is not a port", "Try 5701, or 0 for any.");
    }
  }

  private static String address(HazelcastInstance member) {
    return address(member.getCluster().getLocalMember());
  }

  private static String address(com.hazelcast.cluster.Member member) {
    return member.getAddress().getHost() + ":" + member.getAddress().getPort();
  }

  private static String size(HazelcastInstance member) {
    return member.getCluster().getMembers().size() + " in the cluster";
  }

  /** Says who comes and goes. */
  private record Announcer(HazelcastInstance member, PrintStream out)
      implements MembershipListener {
    @Override
    public void memberAdded(MembershipEvent event) {
      out.printf("joined: %s, %s%n", address(event.getMember()), size(member));
    }

    @Override
    public void memberRemoved(MembershipEvent event) {
      out.printf("left: %s, %s%n", address(event.getMember()), size(member));
    }
  }
}
