package dev.tandem.interop.samples.cluster;

import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.samples.SampleException;
import java.io.ByteArrayInputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
@DisabledOnOs(OS.WINDOWS)
class ClusterNameTest {
  @TempDir private Path folder;

  @Test
  void theFileIsForItsOwnerOnlyAndSoIsItsFolder() throws Exception {
    var file = folder.resolve("new/cluster");
    ClusterName.readOrCreate(file);
    assertEquals(fromString("rw-------"), Files.getPosixFilePermissions(file));
    assertEquals(fromString("rwx------"), Files.getPosixFilePermissions(file.getParent()));
    try (var all = Files.list(file.getParent())) {
      assertEquals(1, all.count(), "a draft is left");
    }
  }

  @Test
  void theNameIsOf256BitsAndAnotherEachTime() throws Exception {
    ClusterName.readOrCreate(folder.resolve("one"));
    ClusterName.readOrCreate(folder.resolve("other"));
    var name = Files.readString(folder.resolve("one"));
    assertTrue(name.matches("tandem-[0-9a-f]{64}\n"), name);
    assertNotEquals(name, Files.readString(folder.resolve("other")));
    assertFalse(ClusterName.read(folder.resolve("one")).toString().contains(name.strip()));
  }

  @Test
  void aFileThatIsThereStaysAsItIs() throws Exception {
    var file = folder.resolve("cluster");
    ClusterName.readOrCreate(file);
    var name = Files.readString(file);
    ClusterName.readOrCreate(file);
    assertEquals(name, Files.readString(file));
    assertThrows(FileAlreadyExistsException.class, () -> ClusterName.random().save(file));
    assertEquals(name, Files.readString(file));
  }

  @Test
  void ofManyWhoMakeItAtOnceAllHaveTheSameName() throws Exception {
    int many = 16;
    var together = new CyclicBarrier(many);
    var crowd = Executors.newFixedThreadPool(many);
    try {
      for (int round = 0; round < 50; round++) {
        var file = folder.resolve(round + "/cluster");
        Callable<String> one =
            () -> {
              together.await();
              ClusterName.readOrCreate(file);
              return Files.readString(file);
            };
        var names = new HashSet<String>();
        for (var name : crowd.invokeAll(Collections.nCopies(many, one))) {
          names.add(name.get());
        }
        assertEquals(1, names.size());
      }
    } finally {
      crowd.shutdownNow();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-", "rw-rw-rw-"})
  void aFileThatOthersHaveAccessToIsRefusedByName(String permissions) throws Exception {
    var file = folder.resolve("cluster");
    ClusterName.readOrCreate(file);
    Files.setPosixFilePermissions(file, fromString(permissions));
    var refusal = assertThrows(SampleException.class, () -> ClusterName.readOrCreate(file));
    assertTrue(
        refusal.getMessage().startsWith("others have access to the cluster file " + file),
        refusal.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "dev", "tandem", "tandem-0123", "tandem-0123456789abcdef0123456789ABCDEF"})
  void aFileOfSomethingElseIsRefusedByName(String content) throws Exception {
    var file = Files.createTempFile(folder, "cluster", null);
    Files.writeString(file, content);
    var refusal = assertThrows(SampleException.class, () -> ClusterName.readOrCreate(file));
    assertEquals(file + " does not hold the name of a cluster", refusal.getMessage());
  }

  @Test
  void whoJoinsMakesNoFile() {
    var file = folder.resolve("cluster");
    var refusal = assertThrows(SampleException.class, () -> ClusterName.read(file));
    assertTrue(refusal.getMessage().startsWith("there is no cluster file " + file));
    assertFalse(Files.exists(file));
  }

  @Test
  void aFolderThatCannotBeMadeIsAFailureThatNamesTheFile() throws Exception {
    var file = Files.createFile(folder.resolve("file")).resolve("cluster");
    var refusal = assertThrows(SampleException.class, () -> ClusterName.readOrCreate(file));
    assertTrue(refusal.getMessage().startsWith("cannot make the cluster file " + file));
  }

  @Test
  void aNameOnAStreamLeavesTheRestOfIt() throws Exception {
    var name = "tandem-" + "0".repeat(64);
    var stream = new ByteArrayInputStream((name + "\nand more").getBytes());
    ClusterName.read(stream);
    assertEquals("and more", new String(stream.readAllBytes()));
    var nothing = new ByteArrayInputStream(new byte[0]);
    var refusal = assertThrows(SampleException.class, () -> ClusterName.read(nothing));
    assertEquals("standard input does not hold the name of a cluster", refusal.getMessage());
  }
}
