package dev.tandem.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceRegionTest {
  @TempDir private Path folder;

  private Path file(String... lines) throws IOException {
    return Files.write(folder.resolve("Source.txt"), List.of(lines));
  }

  @Test
  void aRegionIsWithoutItsIndentationAndBlankLinesAroundIt() throws IOException {
    var file =
        file("class A {", "  // snippet: one", "  void f() {", "    g();", "  }", "", "  // end");
    assertEquals(Optional.of("void f() {\n  g();\n}"), SourceRegion.read(file, "one"));
  }

  @Test
  void pythonsMarksAreCommentsOfPython() throws IOException {
    assertEquals(
        Optional.of("x = 1"), SourceRegion.read(file("# snippet: one", "x = 1", "# end"), "one"));
  }

  @Test
  void aRegionThatIsNotThereIsNone() throws IOException {
    assertEquals(Optional.empty(), SourceRegion.read(file("// snippet: other", "// end"), "one"));
  }

  @Test
  void aRegionWithoutAnEndIsRefused() throws IOException {
    var file = file("// snippet: one", "x");
    assertThrows(IOException.class, () -> SourceRegion.read(file, "one"));
  }
}
