package dev.tandem.samples.service;

import dev.tandem.samples.cpu.Primes;
import java.io.Serial;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;

/**
 * A client's question which of some numbers are prime, and the task that finds out, in whatever
 * process it is called.
 *
 * <pre>{@code
 * var question = PrimeQuestion.of("1,2,3,4");
 * question.answer(question.call()).body(); // {"1": false, "2": true, "3": true, "4": false}
 * }</pre>
 *
 * <p>Immutable.
 */
public final class PrimeQuestion implements Callable<boolean[]>, Serializable {
  /** How many numbers there may be in a question. */
  public static final int MOST_NUMBERS = 1_000;

  /** What a service that tries itself out is asked: one good question, and two bad ones. */
  public static final List<String> EXAMPLES = List.of("1,2,3,4", "abc", "9223372036854775808");

  @Serial private static final long serialVersionUID = 1;
  private static final Pattern WHOLE_NUMBER = Pattern.compile("[+-]?[0-9]+");

  private final long[] numbers;

  private PrimeQuestion(long[] numbers) {
    this.numbers = numbers;
  }

  /**
   * Reads a question.
   *
   * @param text whole numbers of 64 bits, with commas between them; blanks around them are nothing
   * @throws BadQuestionException if a part is not such a number, or there are none, or more than
   *     {@value #MOST_NUMBERS}
   */
  public static PrimeQuestion of(String text) throws BadQuestionException {
    if (text.isBlank()) {
      throw new BadQuestionException("there is no number; ask as in /is_prime/1,2,3,4");
    }
    var parts = text.split(",", -1);
    if (parts.length > MOST_NUMBERS) {
      throw new BadQuestionException(
          "%d numbers are too many; ask for %d at most".formatted(parts.length, MOST_NUMBERS));
    }
    var numbers = new long[parts.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = number(parts[i].strip());
    }
    return new PrimeQuestion(numbers);
  }

  private static long number(String text) throws BadQuestionException {
    if (!WHOLE_NUMBER.matcher(text).matches()) {
      throw new BadQuestionException("'" + text + "' is not a whole number");
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new BadQuestionException(
          "%s does not fit 64 bits; ask for %d to %d"
              .formatted(text, Long.MIN_VALUE, Long.MAX_VALUE));
    }
  }

  /**
   * Tests the numbers, one after another.
   *
   * @return whether each is prime, in their order
   * @throws InterruptedException if the thread is interrupted
   */
  @Override
  public boolean[] call() throws InterruptedException {
    var primes = new boolean[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      primes[i] = Primes.isPrime(numbers[i]);
    }
    return primes;
  }

  /**
   * The answer that goes out: each number once, where it was first named.
   *
   * @param primes what {@link #call} gave
   * @throws IllegalArgumentException if that is of another question
   */
  public JsonAnswer answer(boolean[] primes) {
    if (primes.length != numbers.length) {
      throw new IllegalArgumentException(
          "primes must be %d, not %d".formatted(numbers.length, primes.length));
    }
    var answers = new LinkedHashMap<Long, Boolean>();
    for (int i = 0; i < numbers.length; i++) {
      answers.put(numbers[i], primes[i]);
    }
    return JsonAnswer.of(200, answers);
  }
}
