package dev.tandem.interop.samples.cluster;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.hazelcast.client.HazelcastClient;
import com.hazelcast.client.config.ClientConfig;
import dev.tandem.interop.samples.cluster.LocalMembers.LocalMember;
import dev.tandem.interop.samples.launcher.Run;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code tandem member}, in JVMs of their own. */
@Timeout(120)
class MemberTest {
  @TempDir private Path folder;

  @Test
  void aMemberTellsWhoComesAndWhoGoes() throws Exception {
    try (var members = LocalMembers.start(2)) {
      var first = members.members().get(0);
      var second = members.members().get(1);
      assertEquals("joined: " + second.address() + ", 2 in the cluster", first.output().readLine());
      second.process().destroyForcibly();
      assertEquals("left: " + second.address() + ", 1 in the cluster", first.output().readLine());
    }
  }

  @Test
  void aMemberListensOnLoopbackUnlessItIsToldOtherwise() throws Exception {
    try (var members = LocalMembers.start(1)) {
      assertTrue(members.addresses().get(0).startsWith("127.0.0.1:"));
    }
  }

  @Test
  void aMemberEndsWithItsInput() throws Exception {
    try (var members = LocalMembers.start(1)) {
      var member = members.members().get(0);
      member.process().getOutputStream().close();
      assertEnded(member);
    }
  }

  @Test
  void aPortThatIsTakenIsAFailureOfOneLine() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      var port = Integer.toString(taken.getLocalPort());
      var run = Run.tandem("member", "--port", port, "--cluster-file=" + folder.resolve("cluster"));
      assertEquals(1, run.exitCode());
      assertTrue(
          run.err().startsWith("tandem member: cannot listen on 127.0.0.1:" + taken.getLocalPort()),
          run.err());
      assertEquals(1, run.err().lines().count());
    }
  }

  @Test
  void theFirstMemberMakesTheFileAndOthersJoinByIt() throws Exception {
    var file = folder.resolve("new/cluster");
    var first = member("--port=0", "--cluster-file=" + file);
    try (var lines = first.inputReader()) {
      var address = lines.readLine().split(" ")[1];
      assertTrue(Files.exists(file));
      var second = member("--port=0", "--cluster-file=" + file, "--join=" + address);
      try (var others = second.inputReader()) {
        assertTrue(others.readLine().endsWith("is up, 2 in the cluster"));
      } finally {
        end(second);
      }
    } finally {
      end(first);
    }
  }

  @Test
  void whoKnowsThePortAndNotTheNameGetsInNeitherAsAMemberNorAsAClient() throws Exception {
    try (var members = LocalMembers.start(1)) {
      var first = members.members().get(0);
      var other = folder.resolve("other");
      ClusterName.random().save(other);
      assertNobody(first.address(), other);
      assertThrows(
          IllegalStateException.class,
          () -> HazelcastClient.newHazelcastClient(client("tandem", first.address())));
      first.process().getOutputStream().close();
      assertEnded(first); // and has told of nobody who came
    }
  }

  private static ClientConfig client(String name, String address) {
    var config = new ClientConfig().setClusterName(name);
    config.setProperty("hazelcast.logging.type", "none");
    config.getNetworkConfig().addAddress(address);
    config
        .getConnectionStrategyConfig()
        .getConnectionRetryConfig()
        .setClusterConnectTimeoutMillis(2_000);
    return config;
  }

  @Test
  void toJoinWhereNobodyIsIsAFailureAndNoClusterOfOne() throws Exception {
    var file = folder.resolve("cluster");
    ClusterName.random().save(file);
    assertNobody("127.0.0.1:" + freePort(), file);
  }

  @Test
  void toJoinOneselfIsAFailureToo() throws Exception {
    var file = folder.resolve("cluster");
    ClusterName.random().save(file);
    int port = freePort();
    assertFailure(
        "tandem member: --join: nobody at 127.0.0.1:%d is in the cluster of %s"
            .formatted(port, file),
        member("--port=" + port, "--join=127.0.0.1:" + port, "--cluster-file=" + file));
  }

  private static void assertNobody(String address, Path file) throws Exception {
    assertFailure(
        "tandem member: --join: nobody at %s is in the cluster of %s".formatted(address, file),
        member("--port=0", "--join=" + address, "--cluster-file=" + file));
  }

  /** Nothing but that line, and no warning of the JVM's or Hazelcast's. */
  private static void assertFailure(String message, Process process) throws Exception {
    try (var lines = process.inputReader()) {
      assertEquals(List.of(message), lines.lines().toList());
      assertTrue(process.waitFor(30, SECONDS));
      assertEquals(1, process.exitValue());
    } finally {
      end(process);
    }
  }

  @Test
  void anAddressThatIsNotThisMachinesIsAFailureOfOneLine() {
    var file = "--cluster-file=" + folder.resolve("cluster");
    for (var host : new String[] {"192.0.2.1", "no.such.host.invalid"}) {
      var run = Run.tandem("member", file, "--bind=" + host);
      assertEquals(1, run.exitCode());
      assertEquals(
          "tandem member: cannot listen on %s: it is no address of this machine%n".formatted(host),
          run.err());
    }
  }

  @Test
  void aFileThatOthersCanReadIsAFailureOfOneLine() throws Exception {
    var file = folder.resolve("cluster");
    ClusterName.random().save(file);
    assertTrue(file.toFile().setReadable(true, false));
    var run = Run.tandem("member", "--cluster-file=" + file);
    assertEquals(1, run.exitCode());
    assertEquals(1, run.err().lines().count());
    assertTrue(run.err().contains(file.toString()), run.err());
  }

  /** A member in a JVM of its own, both of whose outputs are read as one. */
  private static Process member(String... options) throws IOException {
    return new ProcessBuilder(LocalMembers.command(options)).redirectErrorStream(true).start();
  }

  private static void end(Process process) throws InterruptedException {
    process.destroyForcibly().waitFor(30, SECONDS);
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  @Test
  void misuseIsOneLineAndExit2() {
    for (var option : new String[] {"--port=70000", "--join=nowhere", "--join=a:b"}) {
      var run = Run.tandem("member", option);
      assertEquals(2, run.exitCode(), option);
      assertEquals(1, run.err().lines().count(), run.err());
    }
  }

  private static void assertEnded(LocalMember member) throws Exception {
    assertTrue(member.process().waitFor(30, SECONDS));
    assertEquals(0, member.process().exitValue());
    assertNull(member.output().readLine());
  }
}
