package dev.tandem.samples;

import static java.util.Comparator.comparingInt;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** The word that somebody may have meant who typed one that nobody knows. */
public final class Suggestion {
  private static final int TELLING = 3;

  private Suggestion() {}

  /**
   * Finds the most similar word: one that takes an insertion, omission, change or swap of letters
   * for each three letters at most, or else one that contains what was typed.
   *
   * @param typed what was typed, in whatever case
   * @param known the words there are
   * @return the most similar of them, if any is similar at all
   */
  public static Optional<String> to(String typed, Collection<String> known) {
    var word = typed.toLowerCase(Locale.ROOT);
    int most = Math.max(1, word.length() / 3);
    var mistyped =
        known.stream()
            .filter(other -> distance(word, other.toLowerCase(Locale.ROOT)) <= most)
            .min(comparingInt(other -> distance(word, other.toLowerCase(Locale.ROOT))));
    return mistyped.or(
        () ->
            known.stream()
                .filter(other -> word.length() >= TELLING)
                .filter(other -> other.toLowerCase(Locale.ROOT).contains(word))
                .findFirst());
  }

  /**
   * Finds the most similar word, as a hint.
   *
   * @param typed what was typed
   * @param known the words there are
   * @param otherwise the hint if none is similar
   * @return a sentence
   */
  public static String hint(String typed, Collection<String> known, String otherwise) {
    return to(typed, known).map(word -> "Did you mean '" + word + "'?").orElse(otherwise);
  }

  /** How many insertions, omissions, changes and swaps of neighbours make one word of another. */
  static int distance(String a, String b) {
    var rows = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        rows[i][j] = i == 0 ? j : j == 0 ? i : cheapest(rows, a, b, i, j);
      }
    }
    return rows[a.length()][b.length()];
  }

  private static int cheapest(int[][] rows, String a, String b, int i, int j) {
    boolean same = a.charAt(i - 1) == b.charAt(j - 1);
    int one = 1 + Math.min(rows[i - 1][j], rows[i][j - 1]);
    int cost = Math.min(one, rows[i - 1][j - 1] + (same ? 0 : 1));
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(cost, rows[i - 2][j - 2] + 1) : cost;
  }
}
