package dev.tandem.samples.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter.NopIndenter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.util.Map;

/**
 * What a service answers in JSON, written as Python's {@code json.dumps} writes it.
 *
 * @param status the status code
 * @param body the JSON
 * @param headers what goes out before it, beside the content type
 */
public record JsonAnswer(int status, String body, Map<String, String> headers) {
  private static final Map<String, String> SOON = Map.of("Retry-After", "1"); // in seconds

  private static final ObjectWriter ON_ONE_LINE =
      new ObjectMapper()
          .writer(
              new DefaultPrettyPrinter(
                      Separators.createDefaultInstance()
                          .withObjectFieldValueSpacing(Spacing.AFTER)
                          .withObjectEntrySpacing(Spacing.AFTER))
                  .withObjectIndenter(new NopIndenter()));

  /**
   * An answer without headers of its own.
   *
   * @param status the status code
   * @param body the JSON
   */
  public JsonAnswer(int status, String body) {
    this(status, body, Map.of());
  }

  /** An answer with these names and values. */
  static JsonAnswer of(int status, Map<?, ?> content) {
    try {
      return new JsonAnswer(status, ON_ONE_LINE.writeValueAsString(content));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("this is not for JSON: " + content, e);
    }
  }

  /** The client's mistake: 400, and the reason. */
  public static JsonAnswer refusal(BadQuestionException mistake) {
    return error(400, mistake.getMessage());
  }

  /** Nobody's mistake, and another time it may go well: 503, and the reason. */
  public static JsonAnswer unavailable(String reason) {
    return error(503, reason);
  }

  /** More than is taken on at once: 503, the reason, and when to ask again. */
  public static JsonAnswer refusal(BusyException reason) {
    var answer = unavailable(reason.getMessage());
    return new JsonAnswer(answer.status, answer.body, SOON);
  }

  private static JsonAnswer error(int status, String reason) {
    return of(status, Map.of("error", reason));
  }
}
