package dev.tandem.interop.samples.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of the documentation, in Markdown.
 *
 * @param file where it is
 * @param lines its text
 */
record Page(Path file, List<String> lines) {
  private static final Set<String> NOT_OURS = Set.of("target", ".git", "node_modules");
  private static final Pattern HEADING = Pattern.compile("(#{1,6}) +(.*?) *#*");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^()\\s]+(?:\\([^()]*\\))?)\\)");
  private static final Pattern CODE = Pattern.compile("(`+).*?\\1");

  /** A line with its number, from 1. */
  record Numbered(int number, String text) {}

  /** A heading. */
  record Heading(int line, int level, String text) {}

  /** A link or a picture, as it is written. */
  record Link(int line, String target) {}

  /** All pages of the repository. */
  static List<Page> all() throws IOException {
    return under(Repository.ROOT);
  }

  /** The pages in a folder and below it; none if there is no such folder. */
  static List<Page> under(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Path> files;
    try (Stream<Path> paths = Files.walk(folder)) {
      files = paths.filter(Page::isOurs).sorted().toList();
    }
    var pages = new ArrayList<Page>();
    for (var file : files) {
      pages.add(read(file));
    }
    return pages;
  }

  private static boolean isOurs(Path file) {
    for (var part : Repository.ROOT.relativize(file)) {
      if (NOT_OURS.contains(part.toString())) {
        return false;
      }
    }
    return file.toString().endsWith(".md");
  }

  /** Reads a page. */
  static Page read(Path file) throws IOException {
    return new Page(file, Files.readAllLines(file));
  }

  /** Its file's name from the root of the repository on. */
  String name() {
    return Repository.name(file);
  }

  boolean isTutorial() {
    return name().startsWith("docs/tutorials/");
  }

  Language language() {
    return Language.of(file);
  }

  /** The path from this page to a file, as it is written in a link. */
  String pathTo(String fileFromRoot) {
    return Repository.slashed(file.getParent().relativize(Repository.ROOT.resolve(fileFromRoot)));
  }

  /** The headings, outside what is fenced. */
  List<Heading> headings() {
    return prose().stream()
        .flatMap(
            line -> {
              Matcher heading = HEADING.matcher(line.text);
              return heading.matches()
                  ? Stream.of(new Heading(line.number, heading.group(1).length(), heading.group(2)))
                  : Stream.empty();
            })
        .toList();
  }

  /** The links and pictures, outside of code. */
  List<Link> links() {
    return prose().stream()
        .flatMap(
            line ->
                LINK.matcher(CODE.matcher(line.text).replaceAll("`"))
                    .results()
                    .map(link -> new Link(line.number, link.group(1))))
        .toList();
  }

  /** The lines that stand in no fence. */
  List<Numbered> prose() {
    var prose = new ArrayList<Numbered>();
    String fence = null;
    for (int i = 0; i < lines.size(); i++) {
      var text = lines.get(i).strip();
      if (fence != null) {
        fence = text.equals(fence) ? null : fence;
      } else if (text.startsWith("```")) {
        fence = text.replaceFirst("[^`].*", "");
      } else {
        prose.add(new Numbered(i + 1, lines.get(i)));
      }
    }
    return prose;
  }
}
