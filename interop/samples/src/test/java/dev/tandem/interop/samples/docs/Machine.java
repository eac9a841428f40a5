package dev.tandem.interop.samples.docs;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/** Says on which machine the lessons were run. */
final class Machine {
  private Machine() {}

  /** Writes the table in the page beside the recorded runs anew. */
  static void describe() throws IOException, InterruptedException {
    var page = RecordedRun.FOLDER.resolve("README.md");
    var table = new StringBuilder("<!-- machine -->\n| | |\n|---|---|\n");
    row(table, "date", LocalDate.now().toString());
    row(
        table,
        "processor",
        processor() + ", " + Runtime.getRuntime().availableProcessors() + " cores");
    row(table, "memory", memory());
    row(
        table,
        "operating system",
        System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    row(table, "JVM", System.getProperty("java.vm.name") + " " + Runtime.version());
    var python =
        ChildProcess.run(
            List.of("python3", "--version"), Path.of(System.getProperty("java.io.tmpdir")));
    row(table, "Python", python.output().strip());
    table.append("<!-- end -->");
    var text = Files.readString(page);
    int from = text.indexOf("<!-- machine -->");
    int to = text.indexOf("<!-- end -->", from) + "<!-- end -->".length();
    Files.writeString(page, text.substring(0, from) + table + text.substring(to));
  }

  private static void row(StringBuilder table, String name, String value) {
    table.append("| ").append(name).append(" | ").append(value).append(" |\n");
  }

  private static String memory() {
    var system =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return Math.round(system.getTotalMemorySize() / (double) (1L << 30)) + " GiB";
  }

  private static String processor() throws IOException {
    var cpus = Path.of("/proc/cpuinfo");
    if (!Files.exists(cpus)) {
      return System.getProperty("os.arch");
    }
    return Files.readAllLines(cpus).stream()
        .filter(line -> line.startsWith("model name"))
        .map(line -> line.replaceFirst("[^:]*: *", ""))
        .findFirst()
        .orElse(System.getProperty("os.arch"));
  }
}
