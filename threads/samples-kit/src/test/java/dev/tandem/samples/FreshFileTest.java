package dev.tandem.samples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreshFileTest {
  @TempDir private Path folder;

  @Test
  void aFileThatIsThereAlreadyStaysAsItIs() throws Exception {
    var wanted = folder.resolve("curve.png");
    for (byte i = 1; i <= 3; i++) {
      FreshFile.write(wanted, new byte[] {i});
    }
    assertArrayEquals(new byte[] {1}, Files.readAllBytes(wanted));
    assertArrayEquals(new byte[] {2}, Files.readAllBytes(folder.resolve("curve-2.png")));
    assertArrayEquals(new byte[] {3}, Files.readAllBytes(folder.resolve("curve-3.png")));
  }

  @Test
  void aNameWithoutAnEndingIsNumberedToo() throws Exception {
    Files.createDirectory(folder.resolve("curve"));
    assertEquals(folder.resolve("curve-2"), FreshFile.write(folder.resolve("curve"), new byte[1]));
    Files.createFile(folder.resolve(".hidden"));
    assertEquals(
        folder.resolve(".hidden-2"), FreshFile.write(folder.resolve(".hidden"), new byte[1]));
  }

  @Test
  void aFolderThatIsNotThereIsAFailure() {
    assertThrows(
        IOException.class, () -> FreshFile.write(folder.resolve("no/curve.png"), new byte[1]));
  }
}
