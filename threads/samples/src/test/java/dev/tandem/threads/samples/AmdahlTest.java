package dev.tandem.threads.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.samples.Misuse;
import dev.tandem.samples.Stage;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class AmdahlTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"0.1,1,1", "0.1,2,1.8182", "0.1,4,3.0769", "0.25,3,2", "0,8,8", "1,8,1"})
  void theSpeedUpIsAmdahls(double serial, int workers, double speedUp) {
    assertEquals(speedUp, Amdahl.predictedSpeedUp(serial, workers), 1e-4);
  }

  @Test
  void noNumberOfWorkersGoesBeyondTheLimit() {
    assertEquals(10, Amdahl.predictedSpeedUp(0.1, Integer.MAX_VALUE), 1e-4);
  }

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
  void theCurveIsAPictureThatShowsThePrediction() throws Exception {
    assertEquals(800, picture(0.1).getWidth());
    assertEquals(500, picture(0.1).getHeight());
    assertTrue(colours(picture(0.1)) > 10, "the picture is empty");
    assertTrue(
        differences(picture(0.1), picture(0.2)) > 1000, "another B does not change the picture");
  }

  @Test
  void withoutAFileTheCurveGoesToANewOne() throws Exception {
    var lines = Stage.Recording.of(new Amdahl(), "--blocks=10", "--speed=1000", "--workers=2");
    var last = lines.get(lines.size() - 1);
    assertTrue(last.matches("curve: .*amdahl-.*\\.png"), last);
    var file = Path.of(last.substring("curve: ".length()));
    assertEquals(800, ImageIO.read(file.toFile()).getWidth());
    Files.delete(file);
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
    var refusal = assertThrows(Misuse.class, () -> Stage.Recording.of(new Amdahl(), option));
    assertTrue(refusal.getMessage().matches(pattern), refusal.getMessage());
  }

  private List<String> play(String... options) throws Exception {
    var all = Arrays.copyOf(options, options.length + 1);
    all[options.length] = "--picture=" + folder.resolve("curve.png");
    return Stage.Recording.of(new Amdahl(), all);
  }

  /** What stands between the bars of a table's row. */
  private static List<String> cells(String row) {
    return Arrays.stream(row.split("\\|")).map(String::strip).filter(c -> !c.isEmpty()).toList();
  }

  private BufferedImage picture(double serial) throws Exception {
    var measured = new TreeMap<Integer, Double>();
    measured.put(1, 1.0);
    measured.put(2, 1.7);
    var file = folder.resolve("picture.png");
    SpeedUpPicture.write(file, serial, measured, measured);
    return ImageIO.read(file.toFile());
  }

  private static long colours(BufferedImage image) {
    return Arrays.stream(pixels(image)).distinct().count();
  }

  private static long differences(BufferedImage one, BufferedImage other) {
    int[] first = pixels(one);
    int[] second = pixels(other);
    long differences = 0;
    for (int i = 0; i < first.length; i++) {
      differences += first[i] == second[i] ? 0 : 1;
    }
    return differences;
  }

  private static int[] pixels(BufferedImage image) {
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }
}
