package dev.tandem.interop.samples.timeline;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes a timeline in the format of Chrome's traces, which Perfetto and {@code chrome://tracing}
 * open: a process a group, a thread a lane, times in microseconds.
 */
final class ChromeTrace {
  private static final double MICRO = 1e3;

  private final JsonGenerator json;
  private int arrows;

  private ChromeTrace(JsonGenerator json) {
    this.json = json;
  }

  static void write(Timeline timeline, OutputStream out) throws IOException {
    try (var json = new JsonFactory().createGenerator(out)) {
      new ChromeTrace(json).write(timeline);
    }
  }

  private void write(Timeline timeline) throws IOException {
    json.writeStartObject();
    text("displayTimeUnit", "ms");
    json.writeObjectFieldStart("otherData");
    text("title", timeline.title());
    text("leftOut", String.join(" ", timeline.leftOut()));
    json.writeEndObject();
    json.writeArrayFieldStart("traceEvents");
    int process = 1;
    for (var group : timeline.groups()) {
      group(process, group, group.title().isEmpty() ? timeline.title() : group.title());
      process++;
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void group(int process, LaneGroup group, String name) throws IOException {
    metadata("process_name", process, 0, "name", name);
    var numbers = new HashMap<String, Integer>();
    for (var lane : group.lanes()) {
      int number = numbers.size() + 1;
      numbers.put(lane.id(), number);
      metadata("thread_name", process, number, "name", lane.name());
      begin("M", "thread_sort_index", process, number);
      json.writeObjectFieldStart("args");
      json.writeNumberField("sort_index", number);
      json.writeEndObject();
      json.writeEndObject();
      for (var span : lane.spans()) {
        span(process, number, span);
      }
      for (var mark : lane.marks()) {
        at("i", mark.what(), process, number, mark.at());
        text("s", "t");
        json.writeEndObject();
      }
    }
    for (var arrow : group.arrows()) {
      arrow(process, numbers, arrow);
    }
  }

  private void metadata(String what, int process, int thread, String key, String value)
      throws IOException {
    begin("M", what, process, thread);
    json.writeObjectFieldStart("args");
    text(key, value);
    json.writeEndObject();
    json.writeEndObject();
  }

  private void span(int process, int thread, Span span) throws IOException {
    var activity = span.activity().word();
    var name = span.label().isEmpty() ? activity : span.label();
    at("X", name, process, thread, span.start());
    text("cat", activity);
    json.writeNumberField("dur", span.length() / MICRO);
    json.writeObjectFieldStart("args");
    for (var entry :
        Map.of("about", span.about(), "ended", span.ending(), "at", span.place()).entrySet()) {
      if (!entry.getValue().isEmpty()) {
        text(entry.getKey(), entry.getValue());
      }
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private void arrow(int process, Map<String, Integer> numbers, Arrow arrow) throws IOException {
    arrows++;
    at("s", arrow.what(), process, numbers.get(arrow.from()), arrow.departure());
    text("cat", "arrow");
    json.writeNumberField("id", arrows);
    json.writeEndObject();
    at("f", arrow.what(), process, numbers.get(arrow.to()), arrow.arrival());
    text("cat", "arrow");
    json.writeNumberField("id", arrows);
    text("bp", "e");
    json.writeEndObject();
  }

  private void at(String phase, String name, int process, int thread, long time)
      throws IOException {
    begin(phase, name, process, thread);
    json.writeNumberField("ts", time / MICRO);
  }

  private void begin(String phase, String name, int process, int thread) throws IOException {
    json.writeStartObject();
    text("ph", phase);
    text("name", name);
    json.writeNumberField("pid", process);
    json.writeNumberField("tid", thread);
  }

  private void text(String field, String text) throws IOException {
    json.writeStringField(field, Words.valid(text));
  }
}
