package dev.tandem.interop.samples.cluster;

import com.hazelcast.cluster.Member;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import dev.tandem.samples.SampleException;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;

/** This JVM as a member of a cluster, until it is closed. */
public final class ClusterMember implements AutoCloseable {
  /** Where a member looks first for a port that is free. */
  static final int FIRST_PORT = 5701;

  private final HazelcastInstance member;

  private ClusterMember(HazelcastInstance member) {
    this.member = member;
  }

  /**
   * Starts it, and waits until it has joined, or has found nobody to join.
   *
   * @param host the address to listen on
   * @param port the port, 0 for a free one, or null for the first free one from {@value
   *     #FIRST_PORT} on
   * @param join members of the cluster, each HOST:PORT
   * @param name the cluster's name
   * @throws SampleException if nobody can listen there
   */
  public static ClusterMember start(String host, Integer port, List<String> join, ClusterName name)
      throws SampleException {
    boolean orNext = port == null;
    int free = freePort(host);
    int first = orNext ? FIRST_PORT : port == 0 ? free : port;
    try {
      return new ClusterMember(
          Hazelcast.newHazelcastInstance(Addresses.member(host, first, orNext, join, name)));
    } catch (RuntimeException e) { // of whatever type: Hazelcast has several for this
      throw new SampleException(
          "cannot listen on %s:%d: %s".formatted(host, first, e.getMessage()));
    }
  }

  private static int freePort(String host) throws SampleException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getByName(host))) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new SampleException(
          "cannot listen on %s: it is no address of this machine".formatted(host));
    }
  }

  /** Whether there is nobody else in the cluster. */
  public boolean isAlone() {
    return member.getCluster().getMembers().size() == 1;
  }

  /** Says where it is, and from now on who comes and goes. */
  public void announce(PrintStream out) {
    out.printf("member %s is up, %s%n", address(member.getCluster().getLocalMember()), size());
    member.getCluster().addMembershipListener(new Announcer(out));
  }

  private static String address(Member member) {
    return member.getAddress().getHost() + ":" + member.getAddress().getPort();
  }

  private String size() {
    return member.getCluster().getMembers().size() + " in the cluster";
  }

  @Override
  public void close() {
    member.getLifecycleService().terminate();
  }

  private final class Announcer implements MembershipListener {
    private final PrintStream out;

    private Announcer(PrintStream out) {
      this.out = out;
    }

    @Override
    public void memberAdded(MembershipEvent event) {
      out.printf("joined: %s, %s%n", address(event.getMember()), size());
    }

    @Override
    public void memberRemoved(MembershipEvent event) {
      out.printf("left: %s, %s%n", address(event.getMember()), size());
    }
  }
}
