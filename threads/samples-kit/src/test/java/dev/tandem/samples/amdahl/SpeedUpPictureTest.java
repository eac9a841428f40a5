package dev.tandem.samples.amdahl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpeedUpPictureTest {
  @TempDir private Path folder;

  @Test
  void theCurveIsAPictureThatShowsThePrediction() throws Exception {
    assertEquals(800, picture(0.1).getWidth());
    assertEquals(500, picture(0.1).getHeight());
    assertTrue(colours(picture(0.1)) > 10, "the picture is empty");
    assertTrue(
        differences(picture(0.1), picture(0.2)) > 1000, "another B does not change the picture");
  }

  private BufferedImage picture(double serial) throws Exception {
    var measured = List.of(new SpeedUp(1, 1, 1), new SpeedUp(2, 1.7, 1.6));
    var file =
        SpeedUpPicture.write(folder.resolve("picture.png"), new AmdahlsLaw(serial), measured);
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
