package dev.tandem.interop.samples.docs;

import dev.tandem.interop.samples.lessons.Side;
import java.nio.file.Path;
import java.util.List;

/** The languages that pages are written in, and the words that the build puts into them. */
enum Language {
  /** In all folders but {@code zh}. */
  ENGLISH,
  /** In folders called {@code zh}. */
  CHINESE;

  private static final int SHORT = 40;

  static Language of(Path page) {
    for (var part : page.getParent()) {
      if (part.toString().equals("zh")) {
        return CHINESE;
      }
    }
    return ENGLISH;
  }

  /** What a side of a lesson is called. */
  String label(Side side) {
    return switch (side) {
      case PYTHON -> "Python";
      case THREADS -> "Java";
      case COROUTINES -> "Kotlin";
      case INTEROP -> this == ENGLISH ? "Both" : "两者";
    };
  }

  /** Before the imports of a side. */
  String uses(String names) {
    return this == ENGLISH ? "Uses " + names : "用到 " + names;
  }

  /**
   * Above all of an output whose inputs are not the usual ones.
   *
   * @param options what our sides were given, empty if nothing
   * @param arguments what Python was given to have the same; it is shown if it can be given again,
   *     which an address of a server that has ended cannot, and is short
   * @return nothing if none was given anything that can be shown
   */
  String runWith(String options, String arguments) {
    boolean shown =
        !arguments.isEmpty() && !arguments.contains("://") && arguments.length() <= SHORT;
    if (options.isEmpty() && !shown) {
      return "";
    }
    if (this == CHINESE) {
      return (options.isEmpty() ? "" : "运行时加了 `" + options + "`，")
          + "Python "
          + (arguments.isEmpty() ? "用的是它自己的输入" : "用同样的输入")
          + (shown ? "：`" + arguments + "`。" : "。");
    }
    return (options.isEmpty() ? "Run " : "Run with `" + options + "`, and ")
        + "Python with "
        + (arguments.isEmpty() ? "inputs of its own" : "the same inputs")
        + (shown ? ", `" + arguments + "`." : ".");
  }

  /** Above all of an output where not all of our sides had these options. */
  String runWith(String options, List<Side> sides) {
    var labels = joined(sides.stream().map(this::label).toList());
    return this == ENGLISH
        ? "Run with `" + options + "` in the column " + labels + "."
        : "“" + labels + "”一栏运行时加了 `" + options + "`。";
  }

  /** Above what some sides printed. */
  String prints(List<Side> sides) {
    var labels = joined(sides.stream().map(this::label).toList());
    return this == ENGLISH ? labels + verb(sides) : spaced(labels, "的输出");
  }

  /** Above the last few lines, the only ones that differ from what another side printed. */
  String printsAnotherEnd(List<Side> sides, Side other) {
    var labels = joined(sides.stream().map(this::label).toList());
    return this == ENGLISH
        ? labels + verb(sides) + " the same lines as " + label(other) + ", but at the end"
        : spaced(labels, "的输出与", label(other), "相同，只有结尾不同");
  }

  private static String verb(List<Side> sides) {
    return sides.size() > 1 || sides.contains(Side.INTEROP) ? " print" : " prints";
  }

  /** Above what a failing program prints. */
  String programPrints(int exitCode) {
    if (this == CHINESE) {
      return exitCode == 0 ? "它的输出：" : "它的输出，退出码为 " + exitCode + "：";
    }
    return exitCode == 0 ? "It prints:" : "It prints, and ends with exit code " + exitCode + ":";
  }

  /** Below a timeline. */
  String drawnBy(String command, double seconds) {
    var figure = "%.1f".formatted(seconds);
    return this == ENGLISH
        ? "Drawn by `" + command + "`: " + figure + " seconds of time."
        : "由 `" + command + "` 画出，全长 " + figure + " 秒。";
  }

  /** What a timeline is called where it cannot be seen. */
  String timelineOf(String id, List<Side> sides) {
    var labels = joined(sides.stream().map(this::label).toList());
    return this == ENGLISH ? "The timeline of " + id + ": " + labels : id + " 的时间线：" + labels;
  }

  private String joined(List<String> words) {
    int last = words.size() - 1;
    if (last == 0) {
      return words.get(0);
    }
    return this == ENGLISH
        ? String.join(", ", words.subList(0, last)) + " and " + words.get(last)
        : spaced(String.join("、", words.subList(0, last)), "和", words.get(last));
  }

  /** With blanks between Chinese words and others, and none between Chinese words. */
  private static String spaced(String... words) {
    return String.join(" ", words).replaceAll("(?<=\\p{IsHan}) (?=\\p{IsHan})", "");
  }
}
