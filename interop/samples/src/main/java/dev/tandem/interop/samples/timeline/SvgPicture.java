package dev.tandem.interop.samples.timeline;

import static java.util.stream.Collectors.toMap;

import dev.tandem.interop.samples.timeline.Layout.ArrowBox;
import dev.tandem.interop.samples.timeline.Layout.GroupBox;
import dev.tandem.interop.samples.timeline.Layout.Label;
import dev.tandem.interop.samples.timeline.Layout.LaneBox;
import dev.tandem.interop.samples.timeline.Layout.SpanBox;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/** Draws a timeline as SVG, by itself or in a page. */
final class SvgPicture {
  private static final double WIDTH = 1200;
  private static final double ARROW_HEAD = 5;
  private static final double MARK = 4;

  /** What is narrower has no edge, or it would be all edge. */
  private static final double THIN = 4;

  private SvgPicture() {}

  /** Writes a picture that stands alone, with its title, legend and notes. */
  static void write(Timeline timeline, OutputStream out) throws IOException {
    var frame = new SvgFrame(timeline, WIDTH);
    var layout = Layout.of(timeline, WIDTH, SvgFrame.MARGIN, frame.top());
    double height = layout.height() + frame.footer();
    var svg = size(Markup.root(Markup.SVG, "svg"), WIDTH, height);
    svg.add("title").text(timeline.title());
    svg.add("style").text(Resource.text("picture.css"));
    svg.add("rect").with("class", "ground").with("width", WIDTH).with("height", height);
    draw(svg, layout);
    frame.draw(svg, layout.height());
    svg.writeXml(out);
  }

  /** Draws lanes and axis alone, for a page that has the rest around it. */
  static void draw(Timeline timeline, Markup page) {
    var layout = Layout.of(timeline, WIDTH, 0, 0);
    var svg = size(page.add(Markup.SVG, "svg"), WIDTH, layout.height());
    svg.with("id", "timeline")
        .with("role", "group")
        .with("aria-label", "Timeline")
        .with("tabindex", 0)
        .with("data-left", layout.plotX())
        .with("data-right", WIDTH - layout.plotX() - layout.plotWidth())
        .with("data-length", Long.toString(timeline.length()));
    draw(svg, layout);
  }

  private static Markup size(Markup svg, double width, double height) {
    return svg.with("xmlns", Markup.SVG)
        .with("viewBox", "0 0 %d %d".formatted(Math.round(width), Math.round(height)))
        .with("width", width)
        .with("height", Math.round(height));
  }

  private static void draw(Markup svg, Layout layout) {
    Patterns.define(svg);
    for (var group : layout.groups()) {
      var box = svg.add("g").with("class", "group");
      group.title().ifPresent(title -> label(box, title, "group-title"));
      ticks(box.add("g").with("class", "ticks"), group);
      group.lanes().forEach(lane -> lane(box, lane));
      var arrows = box.add("g").with("class", "arrows");
      Map<String, String> names =
          group.group().lanes().stream().collect(toMap(Lane::id, Lane::name));
      group.arrows().forEach(arrow -> arrow(arrows, arrow, names));
    }
  }

  static void label(Markup parent, Label label, String styleClass) {
    parent
        .add("text")
        .with("class", label.centred() ? styleClass + " centred" : styleClass)
        .with("x", label.x())
        .with("y", label.baseline())
        .with("font-size", label.size())
        .text(label.text());
  }

  private static void ticks(Markup ticks, GroupBox group) {
    for (var tick : group.ticks()) {
      label(ticks, tick.label(), "tick");
      ticks
          .add("line")
          .with("class", "grid")
          .with("x1", tick.x())
          .with("x2", tick.x())
          .with("y1", tick.label().baseline() + 4)
          .with("y2", tick.below());
    }
  }

  private static void lane(Markup parent, LaneBox box) {
    var lane = parent.add("g").with("class", "lane").with("role", "group");
    lane.with("aria-label", box.lane().kind() + " " + box.lane().name());
    var names = lane.add("g").with("class", "names");
    names.add("title").text(box.lane().kind() + " " + box.lane().name());
    for (var name : box.names()) {
      label(names, name, name.size() < Layout.SPAN_TEXT ? "kind" : "name");
    }
    double middle = box.bar() + Layout.BAR / 2;
    time(lane.add("line"), box.lane().from(), box.lane().to())
        .with("class", "life")
        .with("x1", box.from())
        .with("x2", box.to())
        .with("y1", middle)
        .with("y2", middle);
    box.spans().forEach(span -> span(lane, box, span));
    for (var mark : box.marks()) {
      var diamond = time(lane.add("path"), mark.mark().at(), mark.mark().at());
      diamond
          .with("class", "mark")
          .with("transform", "translate(%s %s)".formatted(round(mark.x()), round(box.bar())))
          .with("data-y", box.bar())
          .with("d", "M0 -%1$s L%1$s 0 L0 %1$s L-%1$s 0Z".formatted(MARK));
      diamond.add("title").text(Hover.of(box.lane(), mark.mark()));
    }
  }

  private static void span(Markup lane, LaneBox box, SpanBox span) {
    var activity = span.span().activity().styleClass();
    var group = time(lane.add("g"), span.span().start(), span.span().end());
    group.with("class", "span " + activity + (span.width() < THIN ? " thin" : ""));
    group.with("data-label", span.span().label());
    group
        .add("rect")
        .with("x", span.x())
        .with("y", box.bar())
        .with("width", Math.max(1, span.width()))
        .with("height", Layout.BAR)
        .with("rx", 2)
        .with("fill", "url(#" + activity + ")");
    span.label().ifPresent(label -> label(group, label, "label"));
    group.add("title").text(Hover.of(box.lane(), span.span()));
  }

  private static Markup time(Markup element, long start, long end) {
    return element.with("data-start", Long.toString(start)).with("data-end", Long.toString(end));
  }

  private static void arrow(Markup parent, ArrowBox box, Map<String, String> names) {
    var arrow = box.arrow();
    double head = box.y2() > box.y1() ? -ARROW_HEAD : ARROW_HEAD;
    var group = time(parent.add("g"), arrow.departure(), arrow.arrival());
    group.with("class", "arrow").with("data-y1", box.y1()).with("data-y2", box.y2() + head);
    var line =
        "M%s %s L%s %s"
            .formatted(round(box.x1()), round(box.y1()), round(box.x2()), round(box.y2() + head));
    group.add("path").with("class", "near").with("d", line);
    group.add("path").with("class", "shaft").with("d", line);
    group
        .add("path")
        .with("class", "head")
        .with("transform", "translate(%s %s)".formatted(round(box.x2()), round(box.y2() + head)))
        .with("d", "M-4 0 L4 0 L0 %sZ".formatted(-head));
    group.add("title").text(Hover.of(arrow, names.get(arrow.from()), names.get(arrow.to())));
  }

  private static String round(double value) {
    return Double.toString(Math.round(value * 100) / 100.0);
  }
}
