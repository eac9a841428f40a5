package dev.tandem.interop.samples.timeline;

/**
 * How much a timeline shows.
 *
 * @param lanes the most lanes of all groups together, though each may have {@link #FEWEST}
 * @param spans the most spans of all groups together, short ones being drawn as one
 * @param arrows the most arrows of all groups together
 * @param idle whether lanes are shown that did nothing but wait
 * @param parts into how many parts its time can be seen to be divided: lanes that were there for
 *     less than one are left out
 */
public record Limits(int lanes, int spans, int arrows, boolean idle, long parts) {
  /** How many lanes a group may have, however many groups there are. */
  static final int FEWEST = 12;

  /** How many lanes a picture shows, unless it is told otherwise. */
  public static final int USUAL_LANES = 48;

  /** For data that other programs read: everything. */
  public static final Limits NONE =
      new Limits(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, true, Long.MAX_VALUE);

  /**
   * For a picture that a person looks at.
   *
   * @param lanes as {@link #lanes}
   */
  public static Limits ofPicture(int lanes) {
    return new Limits(lanes, 6_000, 1_000, false, Long.MAX_VALUE);
  }

  /** For a picture in which nobody can zoom, as wide as an SVG is. */
  Limits still() {
    return new Limits(lanes, spans, arrows, idle, 1_000);
  }

  /** The most lanes of each of so many groups. */
  int lanes(int groups) {
    return Math.max(Math.min(lanes, FEWEST), lanes / Math.max(1, groups));
  }
}
