package dev.tandem.samples.service;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class PrimeQuestionTest {
  @Test
  void theDocumentsQuestionHasTheDocumentsAnswer() throws Exception {
    assertEquals(
        new JsonAnswer(200, "{\"1\": false, \"2\": true, \"3\": true, \"4\": false}"),
        answer("1,2,3,4"));
  }

  @Test
  void aNumberThatIsNamedTwiceIsAnsweredOnceWhereItWasFirst() throws Exception {
    assertEquals("{\"7\": true, \"4\": false}", answer("7,4,+7,007").body());
  }

  @Test
  void blanksAroundNumbersAreNothingAndNegativeOnesAreNotPrime() throws Exception {
    assertEquals("{\"-3\": false, \"5\": true, \"0\": false}", answer(" -3, 5 ,-0").body());
  }

  @Test
  void theEndsOf64BitsAreNumbers() throws Exception {
    assertEquals(
        "{\"9223372036854775807\": false, \"-9223372036854775808\": false}",
        answer("9223372036854775807,-9223372036854775808").body());
  }

  @Test
  void numbersPast64BitsAreRefused() {
    assertEquals(
        "9223372036854775808 does not fit 64 bits;"
            + " ask for -9223372036854775808 to 9223372036854775807",
        refusal("2,9223372036854775808"));
  }

  @Test
  void whatIsNotAWholeNumberIsRefused() {
    assertEquals("'abc' is not a whole number", refusal("abc"));
    assertEquals("'1.5' is not a whole number", refusal("2,1.5"));
    assertEquals("'' is not a whole number", refusal("1,,2"));
    assertEquals("'-' is not a whole number", refusal("-"));
    assertEquals("'٣' is not a whole number", refusal("٣"));
  }

  @Test
  void noNumberIsRefused() {
    assertEquals("there is no number; ask as in /is_prime/1,2,3,4", refusal(""));
    assertEquals("there is no number; ask as in /is_prime/1,2,3,4", refusal(" "));
  }

  @Test
  void aThousandNumbersAreTakenAndOneMoreIsRefused() throws Exception {
    assertEquals(200, answer("1,".repeat(999) + "1").status());
    assertEquals("1001 numbers are too many; ask for 1000 at most", refusal("1,".repeat(1000)));
  }

  @Test
  void anAnswerToAnotherQuestionIsRefused() throws Exception {
    var question = PrimeQuestion.of("1,2");
    assertArrayEquals(new boolean[] {false, true}, question.call());
    var refusal =
        assertThrows(IllegalArgumentException.class, () -> question.answer(new boolean[3]));
    assertEquals("primes must be 2, not 3", refusal.getMessage());
  }

  @Test
  void theReasonOfARefusalIsSafeInJson() {
    var mistake = assertThrows(BadQuestionException.class, () -> PrimeQuestion.of("\"\\\n2"));
    assertEquals(
        new JsonAnswer(400, "{\"error\": \"'\\\"\\\\\\n2' is not a whole number\"}"),
        JsonAnswer.refusal(mistake));
  }

  private static JsonAnswer answer(String text) throws Exception {
    var question = PrimeQuestion.of(text);
    return question.answer(question.call());
  }

  private static String refusal(String text) {
    return assertThrows(BadQuestionException.class, () -> PrimeQuestion.of(text)).getMessage();
  }
}
