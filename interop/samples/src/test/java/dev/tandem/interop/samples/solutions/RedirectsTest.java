package dev.tandem.interop.samples.solutions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Tutorial 7, exercise 3: redirects are followed, but not for ever. */
class RedirectsTest {
  /** A status, and where else to ask if it is one of 3xx. */
  record Answer(int status, String location) {}

  static Answer follow(URI url, Function<URI, Answer> get, int most) throws IOException {
    URI next = url;
    for (int followed = 0; followed <= most; followed++) {
      Answer answer = get.apply(next);
      if (answer.status() / 100 != 3 || answer.location() == null) {
        return answer; // 304 is of 3xx too, and leads nowhere
      }
      next = next.resolve(answer.location()); // it may be relative
    }
    throw new IOException(url + " leads through more than " + most + " redirects");
  }

  private static final Map<String, Answer> SITE =
      Map.of(
          "/old", new Answer(301, "/new"),
          "/new", new Answer(302, "newest"),
          "/newest", new Answer(200, null),
          "/kept", new Answer(304, null),
          "/ring", new Answer(307, "/ring"));

  private static Answer get(URI url) {
    return SITE.get(url.getPath());
  }

  @Test
  void aRedirectIsFollowedToTheAnswer() throws IOException {
    assertEquals(200, follow(URI.create("http://site/old"), RedirectsTest::get, 5).status());
  }

  @Test
  void aStatusOf3xxThatNamesNoPlaceIsTheAnswer() throws IOException {
    assertEquals(304, follow(URI.create("http://site/kept"), RedirectsTest::get, 5).status());
  }

  @Test
  void aRingIsGivenUp() {
    IOException failure =
        assertThrows(
            IOException.class, () -> follow(URI.create("http://site/ring"), RedirectsTest::get, 5));
    assertEquals("http://site/ring leads through more than 5 redirects", failure.getMessage());
  }
}
