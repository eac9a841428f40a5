package dev.tandem.interop.samples.docs;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The table of Python's names has all that the interpreter has, and none that it has not. */
@Timeout(60)
class PythonNamesTest {
  private static final Path ROOT = Path.of("..", "..");

  @Test
  void noPublicNameIsMissingFromTheTable() throws Exception {
    var check =
        start(new ProcessBuilder("python3", "docs/python/check_names.py").directory(ROOT.toFile()));
    var said = new String(check.getInputStream().readAllBytes());
    assertTrue(check.waitFor(30, SECONDS));
    assumeTrue(check.exitValue() != 2, said); // a Python that the table does not cover
    assertEquals(0, check.exitValue(), said);
  }

  private static Process start(ProcessBuilder program) {
    try {
      return program.redirectErrorStream(true).start();
    } catch (IOException e) {
      return abort("there is no python3 here: " + e.getMessage());
    }
  }
}
