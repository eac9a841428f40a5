package dev.tandem.interop.samples.timeline;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.stream.Stream;

/** Writes a timeline as a page that needs nothing else: picture, style and script are in it. */
final class HtmlPage {
  private static final String KEYS =
      "Wheel or + and − zoom, dragging or A and D move, arrow keys go from span to span, Esc shows"
          + " all.";

  private HtmlPage() {}

  static void write(Timeline timeline, OutputStream out) throws IOException {
    var html = Markup.root(null, "html").with("lang", "en");
    head(html.add("head"), timeline);
    var body = html.add("body");
    var header = body.add("header");
    header.add("h1").text(timeline.title());
    header.add("p").text(timeline.summary());
    legend(header, Legend.of(timeline));
    toolbar(header);
    var main = body.add("main");
    SvgPicture.draw(timeline, main);
    main.add("noscript").add("p").text("Zooming needs JavaScript; hovering does not.");
    notes(body, timeline.leftOut());
    table(body, timeline);
    body.add("div").with("id", "hover").with("role", "status").with("hidden", "hidden");
    body.add("script").text(Resource.text("page.js"));
    html.writeHtml(out);
  }

  private static void head(Markup head, Timeline timeline) {
    head.add("meta")
        .with("name", "viewport")
        .with("content", "width=device-width, initial-scale=1");
    head.add("meta").with("name", "color-scheme").with("content", "light dark");
    head.add("title").text(timeline.title());
    head.add("style").text(Resource.text("picture.css"));
    head.add("style").text(Resource.text("page.css"));
  }

  private static void legend(Markup header, List<Legend> legends) {
    var list = header.add("ul").with("class", "legend").with("aria-label", "Legend");
    for (var legend : legends) {
      var item = list.add("li");
      var sign =
          item.add(Markup.SVG, "svg")
              .with("xmlns", Markup.SVG)
              .with("width", Legend.SIGN + 2)
              .with("height", 18)
              .with("aria-hidden", "true");
      legend.draw(sign, 1, 9);
      item.add("span").text(legend.text());
    }
  }

  private static void toolbar(Markup header) {
    var bar = header.add("p").with("class", "toolbar");
    button(bar, "in", "+", "Zoom in");
    button(bar, "out", "−", "Zoom out");
    button(bar, "all", "Show all", "Show the whole time");
    bar.add("span").text(KEYS);
  }

  private static void button(Markup bar, String id, String text, String meaning) {
    bar.add("button")
        .with("type", "button")
        .with("id", id)
        .with("aria-label", meaning)
        .with("title", meaning)
        .text(text);
  }

  private static void notes(Markup body, List<String> leftOut) {
    if (!leftOut.isEmpty()) {
      var notes = body.add("section").with("class", "notes");
      notes.add("h2").text("Not in the picture");
      var list = notes.add("ul");
      leftOut.forEach(sentence -> list.add("li").text(sentence));
    }
  }

  /** The same in figures, also for those who cannot see the picture. */
  private static void table(Markup body, Timeline timeline) {
    var details = body.add("details");
    details.add("summary").text("How long each lane did what");
    var table = details.add("div").with("class", "scroll").add("table");
    var all = timeline.groups().stream().flatMap(group -> group.lanes().stream()).toList();
    var activities =
        Stream.of(Activity.values())
            .filter(activity -> all.stream().anyMatch(lane -> lane.timeOf(activity) > 0))
            .toList();
    var head = table.add("thead").add("tr");
    head.add("th").with("scope", "col").text("Lane");
    activities.forEach(a -> head.add("th").with("scope", "col").text(a.word()));
    for (var group : timeline.groups()) {
      var rows = table.add("tbody");
      if (!group.title().isEmpty()) {
        rows.add("tr")
            .add("th")
            .with("scope", "rowgroup")
            .with("colspan", activities.size() + 1)
            .text(group.title());
      }
      group.lanes().forEach(lane -> row(rows.add("tr"), lane, activities));
    }
  }

  private static void row(Markup row, Lane lane, List<Activity> activities) {
    row.add("th").with("scope", "row").text(lane.name());
    for (var activity : activities) {
      long time = lane.timeOf(activity);
      row.add("td").text(time == 0 ? "" : Words.time(time));
    }
  }
}
