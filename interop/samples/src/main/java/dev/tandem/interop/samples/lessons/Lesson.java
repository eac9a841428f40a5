package dev.tandem.interop.samples.lessons;

import java.util.List;

/**
 * What a sample teaches, in as many languages and modules as have it.
 *
 * @param id the sample's name on the command line
 * @param title what it shows
 * @param columns its texts, Python's first
 */
public record Lesson(String id, String title, List<Column> columns) {
  /** The name of the region of a source file that is the lesson. */
  public static final String REGION = "lesson";

  /**
   * One side's text.
   *
   * @param side the side
   * @param file the source file, from the root of the repository
   * @param text the file's region {@value #REGION}
   * @param imports what the region uses of other files, as an import says it; Python's modules
   */
  public record Column(Side side, String file, String text, List<String> imports) {}
}
