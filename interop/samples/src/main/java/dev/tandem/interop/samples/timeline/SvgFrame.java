package dev.tandem.interop.samples.timeline;

import dev.tandem.interop.samples.timeline.Layout.Label;
import java.util.ArrayList;
import java.util.List;

/** What is around the lanes of a picture that stands alone: title, legend, and what is left out. */
final class SvgFrame {
  static final double MARGIN = 16;
  private static final double TITLE = 18;
  private static final double TEXT = 12;
  private static final double LINE = 18;
  private static final double ENTRY = 24;
  private static final int TITLE_LINES = 2;
  private static final int NOTE_LINES = 3;

  /** A legend's entry in its place. */
  private record Entry(Legend legend, double x, double y, Label label) {}

  private final List<Label> titles = new ArrayList<>();
  private final List<Entry> entries = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final double top;

  SvgFrame(Timeline timeline, double width) {
    double room = width - 2 * MARGIN;
    double y = MARGIN;
    for (var line : TextWidth.wrap(timeline.title(), TITLE, room, TITLE_LINES)) {
      y += TITLE;
      titles.add(new Label(line, MARGIN, y, TITLE, false));
      y += 4;
    }
    y += LINE;
    titles.add(new Label(timeline.summary(), MARGIN, y, TEXT, false));
    top = legend(Legend.of(timeline), y + ENTRY, width) + ENTRY;
    if (!timeline.leftOut().isEmpty()) {
      notes.add("Not in the picture: ");
    }
    for (var sentence : timeline.leftOut()) {
      notes.addAll(TextWidth.wrap(sentence, TEXT, room, NOTE_LINES));
    }
  }

  /** Places the legend from left to right, in as many lines as it takes; gives the last one's y. */
  private double legend(List<Legend> legends, double first, double width) {
    double x = MARGIN;
    double y = first;
    for (var legend : legends) {
      double textX = x + Legend.SIGN + 6;
      var label = new Label(legend.text(), textX, y + 4, TEXT, false);
      if (textX + label.textWidth() > width - MARGIN && x > MARGIN) {
        x = MARGIN;
        y += ENTRY;
        label = new Label(legend.text(), x + Legend.SIGN + 6, y + 4, TEXT, false);
      }
      entries.add(new Entry(legend, x, y, label));
      x = label.x() + label.textWidth() + ENTRY;
    }
    return y;
  }

  /** How high the frame is above the lanes. */
  double top() {
    return top;
  }

  /** How high it is below them. */
  double footer() {
    return notes.isEmpty() ? 0 : notes.size() * LINE + MARGIN;
  }

  /** Every text of the frame. */
  List<Label> labels(double below) {
    var labels = new ArrayList<>(titles);
    entries.forEach(entry -> labels.add(entry.label()));
    labels.addAll(notes(below));
    return labels;
  }

  private List<Label> notes(double below) {
    var labels = new ArrayList<Label>();
    double y = below;
    for (var note : notes) {
      y += LINE;
      labels.add(new Label(note, MARGIN, y - 4, TEXT, false));
    }
    return labels;
  }

  void draw(Markup svg, double below) {
    for (var title : titles) {
      SvgPicture.label(svg, title, title.size() == TITLE ? "title" : "note");
    }
    for (var entry : entries) {
      entry.legend().draw(svg, entry.x(), entry.y());
      SvgPicture.label(svg, entry.label(), "note");
    }
    notes(below).forEach(note -> SvgPicture.label(svg, note, "note"));
  }
}
