package dev.tandem.interop.samples.timeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;

/** The style sheets and the script that are put into what is written. */
final class Resource {
  private Resource() {}

  static String text(String name) {
    try (var resource = Resource.class.getResourceAsStream(name)) {
      if (resource == null) {
        throw new IllegalStateException(name + " is not among this program's resources");
      }
      return new String(resource.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
