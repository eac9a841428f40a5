package dev.tandem.interop.samples.launcher;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.interop.samples.cluster.LocalMembers;
import dev.tandem.interop.samples.cluster.LocalMembers.LocalMember;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code tandem member}, in JVMs of their own. */
@Timeout(120)
class MemberTest {
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
      var run = Run.tandem("member", "--port", Integer.toString(taken.getLocalPort()));
      assertEquals(1, run.exitCode());
      assertTrue(
          run.err().startsWith("tandem member: cannot listen on 127.0.0.1:" + taken.getLocalPort()),
          run.err());
      assertEquals(1, run.err().lines().count());
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
