package dev.tandem.samples;

/** What {@code tandem compare} found out: a page for a person, data for a program. */
public interface Comparison {
  /**
   * Prints the comparison for a person.
   *
   * @param stage where to, and how wide
   */
  void print(Stage stage);

  /** The comparison as data, for Jackson to write as JSON. */
  Object data();

  /**
   * Says whether the comparison came out well.
   *
   * @throws SampleException if the modules or strategies disagree where they must not
   */
  void check() throws SampleException;
}
