package dev.tandem.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {
  private static final List<String> WORDS =
      List.of("threads", "coroutines", "interop", "run", "list", "sum", "blog-crawler");

  @ParameterizedTest
  @CsvSource({
    "corutines,coroutines",
    "COROUTINES,coroutines",
    "Thread,threads",
    "rnu,run",
    "lits,list",
    "summ,sum",
    "blog_crawler,blog-crawler",
    "crawler,blog-crawler",
    "itnerpo,interop"
  })
  void aMistypedWordIsFound(String typed, String meant) {
    assertEquals(Optional.of(meant), Suggestion.to(typed, WORDS));
  }

  @ParameterizedTest
  @CsvSource({"sideways", "zzz", "''", "o"})
  void aWordLikeNoneOfThemIsNotGuessedAt(String typed) {
    assertEquals(Optional.empty(), Suggestion.to(typed, WORDS));
    assertEquals("Try again.", Suggestion.hint(typed, WORDS, "Try again."));
  }

  @Test
  void theDistanceCountsASwapOfNeighboursAsOne() {
    assertEquals(1, Suggestion.distance("rnu", "run"));
    assertEquals(3, Suggestion.distance("kitten", "sitting"));
    assertEquals(4, Suggestion.distance("", "list"));
  }
}
