package dev.tandem.threads.processes;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.fixtures.Rendezvous;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the workers when the program that has the pool ends, and of their output. */
@Timeout(60)
class ProcessPoolOwnerTest {
  @TempDir private Path directory;
  private Process owner;

  @AfterEach
  void end() {
    owner.destroyForcibly();
  }

  private void start(String... arguments) throws IOException {
    startWith(List.of(), arguments);
  }

  private void startWith(List<String> jvmOptions, String... arguments) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmOptions);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(PoolOwner.class.getName());
    command.addAll(List.of(arguments));
    owner =
        new ProcessBuilder(command)
            .redirectOutput(directory.resolve("output").toFile())
            .redirectError(directory.resolve("errors").toFile())
            .start();
  }

  /** The owner and its workers, in the order in which they come. */
  private List<Rendezvous.Guest> ownerAndWorkers(Rendezvous meeting) throws IOException {
    return List.of(meeting.guest(), meeting.guest(), meeting.guest());
  }

  private void assertAllEnd(List<Rendezvous.Guest> guests) throws Exception {
    assertTrue(guests.stream().anyMatch(guest -> guest.process().pid() == owner.pid()));
    for (var guest : guests) {
      guest.process().onExit().get(10, SECONDS);
    }
  }

  @Test
  void theWorkersEndWithAnOwnerThatIsKilledWhateverTheyDo() throws Exception {
    try (var meeting = new Rendezvous()) {
      start("wait", String.valueOf(meeting.port()));
      var guests = ownerAndWorkers(meeting);
      owner.destroyForcibly();
      assertAllEnd(guests);
      assertEquals(128 + 9, owner.waitFor());
    }
  }

  @Test
  void aWorkerThatCountsEndsWithAnOwnerThatIsKilledWhateverItsGarbageCollector() throws Exception {
    try (var meeting = new Rendezvous()) {
      start("count", String.valueOf(meeting.port()));
      var guests = List.of(meeting.guest(), meeting.guest());
      owner.destroyForcibly();
      assertAllEnd(guests);
    }
  }

  @Test
  void theWorkersEndWithAnOwnerThatExitsWithoutClosingItsPool() throws Exception {
    try (var meeting = new Rendezvous()) {
      start("exit", String.valueOf(meeting.port()));
      var guests = ownerAndWorkers(meeting);
      for (var guest : guests) {
        if (guest.process().pid() == owner.pid()) {
          guest.release();
        }
      }
      assertAllEnd(guests);
      assertEquals(0, owner.waitFor());
    }
  }

  @Test
  void aTaskThatADaemonThreadSubmittedIsDoneAlthoughMainHasReturned() throws Exception {
    try (var meeting = new Rendezvous()) {
      start("daemon", String.valueOf(meeting.port()));
      for (var guest : List.of(meeting.guest(), meeting.guest())) { // main has ended by now
        assertTrue(owner.isAlive());
        guest.release();
      }
      assertTrue(owner.waitFor(30, SECONDS), "the program does not end with its idle pool");
      assertEquals(0, owner.exitValue());
      assertEquals("the task is done", Files.readString(directory.resolve("output")));
    }
  }

  @Test
  void whatTasksPrintIsInTheOwnersOutputBeforeTheirFuturesAreDone() throws Exception {
    start("print");
    assertPrinted();
  }

  @Test
  void aTemporaryDirectoryWithALongPathIsNoObstacle() throws Exception {
    var deep = Files.createDirectories(directory.resolve("d".repeat(100)).resolve("d".repeat(100)));
    startWith(List.of("-Djava.io.tmpdir=" + deep), "print");
    assertPrinted();
    try (var left = Files.list(deep)) {
      assertEquals(List.of(), left.filter(file -> !isOfJvm(file)).toList());
    }
  }

  private static boolean isOfJvm(Path file) {
    return file.getFileName().toString().startsWith("hsperfdata");
  }

  @Test
  void aTemporaryDirectoryThatIsMissingIsNoObstacle() throws Exception {
    startWith(List.of("-Djava.io.tmpdir=" + directory.resolve("missing")), "print");
    assertTrue(owner.waitFor(30, SECONDS));
    assertTrue(Files.readString(directory.resolve("output")).contains("second done"));
  }

  private void assertPrinted() throws Exception {
    assertTrue(owner.waitFor(30, SECONDS));
    assertEquals(
        "first printed, first done, second printed, second done, ",
        Files.readString(directory.resolve("output")));
    assertEquals(
        List.of("first error", "second error"), Files.readAllLines(directory.resolve("errors")));
  }
}
