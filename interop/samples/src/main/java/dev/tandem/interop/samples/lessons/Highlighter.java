package dev.tandem.interop.samples.lessons;

import java.util.List;
import org.jline.builtins.SyntaxHighlighter;
import org.jline.utils.AttributedString;

/** Colours a source text by its language. */
final class Highlighter {
  private Highlighter() {}

  /** The lines of a column's text, coloured; plain text as it is. */
  static List<AttributedString> lines(Lesson.Column column) {
    var syntax = column.file().substring(column.file().lastIndexOf('.') + 1);
    var highlighter =
        SyntaxHighlighter.build(
            "classpath:/"
                + Highlighter.class.getPackageName().replace('.', '/')
                + "/"
                + syntax
                + ".nanorc");
    return highlighter.highlight(column.text()).columnSplitLength(Integer.MAX_VALUE);
  }
}
