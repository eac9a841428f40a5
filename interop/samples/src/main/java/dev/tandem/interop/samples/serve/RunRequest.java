package dev.tandem.interop.samples.serve;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tandem.interop.samples.lessons.Side;
import java.util.List;
import java.util.Map;

/**
 * What a page asks for, as JSON: to run a lesson, or to run it changed.
 *
 * @param run the lesson that is run as it is; or else null
 * @param edit the lesson that is run changed; or else null
 * @param text the changed lesson
 * @param sides the sides that are run
 * @param options the sample's options by name; what is not named has its default
 */
record RunRequest(
    @JsonProperty String run,
    @JsonProperty String edit,
    @JsonProperty String text,
    @JsonProperty List<Side> sides,
    @JsonProperty Map<String, String> options) {

  RunRequest {
    sides = sides == null ? List.of() : List.copyOf(sides);
    options = options == null ? Map.of() : Map.copyOf(options);
  }
}
