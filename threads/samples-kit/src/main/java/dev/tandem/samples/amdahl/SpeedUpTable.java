package dev.tandem.samples.amdahl;

import static dev.tandem.samples.Table.right;

import dev.tandem.samples.Stage;
import dev.tandem.samples.Table;
import java.util.List;

/** Amdahl's law as a table: what it predicts beside what was measured, and its limit. */
public final class SpeedUpTable {
  private SpeedUpTable() {}

  /**
   * Prints the table.
   *
   * @param stage where to, and how wide
   * @param law what the measurements are held against
   * @param measured what was measured, a row each
   */
  public static void print(Stage stage, AmdahlsLaw law, List<SpeedUp> measured) {
    var out = System.out;
    int processors = Runtime.getRuntime().availableProcessors();
    out.printf("B = %s, %d processors%n", law.serial(), processors);
    out.println(
        Table.of(
            measured,
            List.of(
                right("workers", SpeedUp::workers),
                right("predicted", row -> figure(law.speedUp(row.workers()))),
                right("waiting", row -> figure(row.waiting())),
                right("computing", row -> figure(row.computing()))),
            stage.width()));
    out.println("limit: " + (law.hasLimit() ? figure(law.limit()) : "none"));
  }

  private static String figure(double speedUp) {
    return "%.2f".formatted(speedUp);
  }
}
