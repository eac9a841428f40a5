package dev.tandem.interop.samples.timeline;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a timeline is written as; the file's ending says it. */
public enum TimelineFormat {
  HTML(HtmlPage::write),
  SVG(SvgPicture::write),
  JSON(ChromeTrace::write);

  private interface Writer {
    void write(Timeline timeline, OutputStream out) throws IOException;
  }

  private final Writer writer;

  TimelineFormat(Writer writer) {
    this.writer = writer;
  }

  /** The format that a file's ending asks for, if there is such a one. */
  public static Optional<TimelineFormat> of(Path file) {
    var name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return Stream.of(values()).filter(format -> name.endsWith(format.ending())).findFirst();
  }

  /** All endings, with their dots. */
  public static List<String> endings() {
    return Stream.of(values()).map(TimelineFormat::ending).toList();
  }

  private String ending() {
    return "." + name().toLowerCase(Locale.ROOT);
  }

  /**
   * How much a file of this format shows: a picture what a person can look at, data everything.
   *
   * @param lanes the most lanes of a picture
   */
  public Limits limits(int lanes) {
    return switch (this) {
      case JSON -> Limits.NONE;
      case HTML -> Limits.ofPicture(lanes);
      case SVG -> Limits.ofPicture(lanes).still();
    };
  }

  /**
   * Writes a timeline, over what the file was.
   *
   * @throws IOException if the file cannot be written
   */
  public void write(Timeline timeline, Path file) throws IOException {
    try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
      write(timeline, out);
    }
  }

  /**
   * Writes a timeline.
   *
   * @throws IOException if {@code out} throws it
   */
  public void write(Timeline timeline, OutputStream out) throws IOException {
    writer.write(timeline, out);
  }
}
