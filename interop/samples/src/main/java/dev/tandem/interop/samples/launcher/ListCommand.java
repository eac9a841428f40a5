package dev.tandem.interop.samples.launcher;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tandem.interop.samples.catalogue.Catalogue;
import dev.tandem.interop.samples.catalogue.Catalogue.Entry;
import dev.tandem.interop.samples.lessons.Chapter;
import dev.tandem.samples.Module;
import dev.tandem.samples.SampleException;
import dev.tandem.samples.Table;
import dev.tandem.samples.Terminal;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tandem list}. */
@Command(
    name = "list",
    header =
        "List the samples in the order in which they are read, and the modules that have them.",
    footer = {"", "'tandem show <id>' shows a sample's lesson, 'tandem run <id>' runs it."})
final class ListCommand implements Callable<Integer> {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  @Option(names = "--json", description = "Print the list as JSON.")
  private boolean json;

  @Option(
      names = "--in",
      paramLabel = "MODULE",
      description = "Only what this module has: ${COMPLETION-CANDIDATES}.")
  private Module module;

  @Parameters(
      arity = "0..1",
      paramLabel = "WORD",
      description = "Only what has this word in its name, its title or its chapter's title.")
  private String word = "";

  private record Row(
      int chapter, String chapterTitle, String id, String title, List<String> modules) {
    static Row of(List<Entry> brothers) {
      var first = brothers.get(0);
      var chapter = Chapter.of(first.id()).orElseThrow();
      return new Row(
          chapter.number(),
          chapter.title(),
          first.id(),
          first.title(),
          Catalogue.modules(brothers));
    }

    boolean has(String word) {
      return (id + "\n" + title + "\n" + chapterTitle)
          .toLowerCase(Locale.ROOT)
          .contains(word.toLowerCase(Locale.ROOT));
    }

    boolean isIn(Module module) {
      return module == null || modules.contains(module.toString());
    }
  }

  @Override
  public Integer call() throws JsonProcessingException, SampleException {
    var rows =
        Catalogue.load().samples().values().stream()
            .map(Row::of)
            .filter(row -> row.has(word) && row.isIn(module))
            .toList();
    if (rows.isEmpty()) {
      throw new SampleException(
          "no sample has '" + word + "' in its name or title; 'tandem list' names them all");
    }
    System.out.println(json ? Json.write(rows) : table(rows));
    return 0;
  }

  private static String table(List<Row> rows) {
    return Table.of(
        rows,
        List.of(
            Table.right("ch.", Row::chapter),
            Table.left("id", Row::id),
            Table.left("what it shows", Row::title),
            Table.left("modules", row -> String.join(", ", row.modules()))),
        Terminal.width());
  }
}
