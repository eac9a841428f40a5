package dev.tandem.interop.samples.docs;

import dev.tandem.interop.samples.lessons.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How a lesson is run for the pages: a row of {@code docs/tutorials/runs/options.tsv}. Its fields,
 * with {@code -} for none:
 *
 * <ol>
 *   <li>the sample's id; {@code id/side} where one of our sides has options of its own, or is
 *       compared otherwise than the others
 *   <li>our options
 *   <li>Python's arguments; {@code {pages}} stands for a site of five pages, {@code {site}} for one
 *       that answers /404 with a 404
 *   <li>how many times faster our sides run when their lines are compared with the recorded ones,
 *       or why they are not compared
 * </ol>
 *
 * @param id the sample's id
 * @param ours our options
 * @param python Python's arguments
 * @param again the last field
 * @param own the rows of sides that have their own
 */
public record RunOptions(
    String id, String ours, String python, String again, Map<Side, RunOptions> own) {
  private static final String NONE = "-";

  /** All rows, in their order. */
  public static List<RunOptions> all() throws IOException {
    var rows = new LinkedHashMap<String, RunOptions>();
    for (var line : Files.readAllLines(RecordedRun.FOLDER.resolve("options.tsv"))) {
      var fields = line.split("\t", -1);
      if (fields.length != 4) {
        throw new IllegalArgumentException("not four fields: " + line);
      }
      var name = fields[0].split("/");
      var row = new RunOptions(name[0], fields[1], fields[2], fields[3], new EnumMap<>(Side.class));
      if (name.length == 1) {
        rows.put(row.id, row);
      } else {
        rows.get(row.id).own.put(Side.valueOf(name[1].toUpperCase(Locale.ROOT)), row);
      }
    }
    return List.copyOf(rows.values());
  }

  /** The row that holds for one of our sides. */
  private RunOptions of(Side side) {
    return own.getOrDefault(side, this);
  }

  /** The options of one of our sides. */
  public List<String> words(Side side) {
    return words(of(side).ours);
  }

  /** Whether all our sides have the same. */
  boolean alike() {
    return own.values().stream().allMatch(row -> row.ours.equals(ours));
  }

  List<String> pythonWords() {
    return words(python);
  }

  /** How many times faster a side runs when it is compared; 0 if it is not. */
  public double speed(Side side) {
    var speed = of(side).again;
    return speed.matches("[\\d.]+") ? Double.parseDouble(speed) : 0;
  }

  private static List<String> words(String text) {
    return text.equals(NONE) ? List.of() : new ArrayList<>(List.of(text.split(" ")));
  }
}
