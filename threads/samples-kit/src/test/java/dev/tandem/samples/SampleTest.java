package dev.tandem.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class SampleTest {
  private static final class Uncatalogued extends Sample {
    @Override
    public void run(Stage stage) {}
  }

  @CatalogueEntry(id = "astray", title = "In no module's package", documents = "000")
  private static final class Astray extends Sample {
    @Override
    public void run(Stage stage) {
      System.out.println("speed " + stage.speed());
      System.out.println("played");
    }
  }

  @Test
  void aSampleWithoutItsCatalogueEntryIsRefused() {
    var refusal = assertThrows(IllegalStateException.class, Uncatalogued::new);
    assertEquals(Uncatalogued.class.getName() + " lacks its @CatalogueEntry", refusal.getMessage());
  }

  @Test
  void aSampleOutsideTheModulesPackagesBelongsToNone() {
    assertThrows(IllegalArgumentException.class, new Astray()::module);
  }

  @Test
  void aRecordingKeepsWhatASamplePrintsAtTheSpeedItsOptionsAskFor() throws Exception {
    assertEquals(List.of("speed 8.0", "played"), CapturedOutput.of(new Astray(), "--speed", "8"));
  }
}
