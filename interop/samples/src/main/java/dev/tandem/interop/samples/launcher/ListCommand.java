package dev.tandem.interop.samples.launcher;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tandem.interop.samples.launcher.Catalogue.Entry;
import dev.tandem.samples.Table;
import dev.tandem.samples.Terminal;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tandem list}. */
@Command(name = "list", header = "List the samples, and the modules that have them.")
final class ListCommand implements Callable<Integer> {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  @Option(names = "--json", description = "Print the list as JSON.")
  private boolean json;

  private record Row(String id, String title, List<String> modules) {
    static Row of(List<Entry> brothers) {
      var first = brothers.get(0);
      return new Row(first.id(), first.title(), Catalogue.modules(brothers));
    }
  }

  @Override
  public Integer call() throws JsonProcessingException {
    var rows = Catalogue.load().samples().values().stream().map(Row::of).toList();
    System.out.println(json ? Json.write(rows) : table(rows));
    return 0;
  }

  private static String table(List<Row> rows) {
    return Table.of(
        rows,
        List.of(
            Table.left("id", Row::id),
            Table.left("what it shows", Row::title),
            Table.left("modules", row -> String.join(", ", row.modules()))),
        Terminal.width());
  }
}
