package dev.tandem.threads.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.samples.CapturedOutput;
import dev.tandem.samples.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class AmdahlTest {
  @TempDir private Path folder;

  @Test
  void theTablePutsThePredictionBesideTheMeasurements() throws Exception {
    var lines = play("--speed", "50", "--blocks", "100");
    assertEquals(
        "B = 0.1, " + Runtime.getRuntime().availableProcessors() + " processors", lines.get(0));
    assertEquals(List.of("workers", "predicted", "waiting", "computing"), cells(lines.get(2)));
    var rows = lines.subList(4, 9).stream().map(AmdahlTest::cells).toList();
    assertEquals(List.of("1", "2", "4", "8", "16"), rows.stream().map(row -> row.get(0)).toList());
    assertEquals(
        List.of("1.00", "1.82", "3.08", "4.71", "6.40"),
        rows.stream().map(row -> row.get(1)).toList());
    assertEquals("1.00", rows.get(0).get(2));
    assertEquals("1.00", rows.get(0).get(3));
    rows.forEach(row -> assertTrue(Double.parseDouble(row.get(3)) > 0, row.toString()));
    assertEquals("limit: 10.00", lines.get(10));
    assertEquals("curve: " + folder.resolve("curve.png"), lines.get(11));
    assertEquals(12, lines.size());
  }

  @Test
  void waitingTogetherIsFasterButForTheSerialPart() throws Exception {
    long start = System.nanoTime();
    var lines = play("--serial=0.5", "--workers=8", "--speed=2", "--runs=2", "--blocks=1");
    double seconds = (System.nanoTime() - start) / 1e9;
    double speedUp = Double.parseDouble(cells(lines.get(4)).get(2));
    assertTrue(speedUp > 1, "sped up by " + speedUp); // 1.78 by Amdahl's law
    assertTrue(seconds >= 1.56, "took " + seconds); // twice 1 / 2 alone and (0.5 + 0.5 / 8) / 2
  }

  @Test
  void workersAreShownOnceAndInOrder() throws Exception {
    var lines = play("--workers", "4,2,4", "--speed", "100", "--blocks", "10");
    assertEquals("2", cells(lines.get(4)).get(0));
    assertEquals("4", cells(lines.get(5)).get(0));
    assertEquals("limit: 10.00", lines.get(7));
  }

  @Test
  void aJobWithoutASerialPartHasNoLimit() throws Exception {
    var lines = play("--serial", "0", "--workers", "2", "--speed", "100", "--blocks", "10");
    assertEquals("2.00", cells(lines.get(4)).get(1));
    assertEquals("limit: none", lines.get(6));
  }

  @Test
  void withoutAFileTheCurveIsInTheWorkingDirectory() throws Exception {
    var lines = CapturedOutput.of(new Amdahl(), "--blocks=10", "--speed=1000", "--workers=2");
    var last = lines.get(lines.size() - 1);
    assertTrue(last.matches("curve: amdahl(-\\d+)?\\.png"), last);
    var file = Path.of(last.substring("curve: ".length()));
    assertEquals(800, ImageIO.read(file.toFile()).getWidth());
    Files.delete(file);
  }

  @Test
  void aFileThatIsThereAlreadyIsNotOverwritten() throws Exception {
    Files.writeString(folder.resolve("curve.png"), "a user's own");
    var lines = play("--blocks=10", "--speed=1000", "--workers=2");
    assertEquals("curve: " + folder.resolve("curve-2.png"), lines.get(lines.size() - 1));
    assertEquals("a user's own", Files.readString(folder.resolve("curve.png")));
  }

  @Test
  void anInterruptionEndsTheSerialPart() throws Exception {
    Player.play(new Amdahl(), "--serial", "1").interrupt();
  }

  @Test
  void anInterruptionEndsTheSharedPart() throws Exception {
    Player.play(new Amdahl(), "--serial", "0").interrupt();
  }

  @ParameterizedTest
  @CsvSource({
    "--serial=1.5,--serial must be from 0 to 1. not 1.5",
    "--serial=NaN,--serial must be from 0 to 1. not NaN",
    "--workers=0,--workers must be from 1 to 1000. not 0",
    "--workers=2000,--workers must be from 1 to 1000. not 2000",
    "--blocks=0,--blocks must be at least 1. not 0",
    "--runs=0,--runs must be at least 1. not 0",
    "--picture=missing/a.png,--picture must name a file in an existing folder. not missing.a.png"
  })
  void whatCannotBeMeasuredIsRefusedByName(String option, String pattern) {
    var refusal = assertThrows(UsageException.class, () -> CapturedOutput.of(new Amdahl(), option));
    assertTrue(refusal.getMessage().matches(pattern), refusal.getMessage());
  }

  private List<String> play(String... options) throws Exception {
    var all = Arrays.copyOf(options, options.length + 1);
    all[options.length] = "--picture=" + folder.resolve("curve.png");
    return CapturedOutput.of(new Amdahl(), all);
  }

  /** What stands between the bars of a table's row. */
  private static List<String> cells(String row) {
    return Arrays.stream(row.split("\\|")).map(String::strip).filter(c -> !c.isEmpty()).toList();
  }
}
