package dev.tandem.interop.samples.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.interop.samples.launcher.Tandem;
import dev.tandem.interop.samples.lessons.Lessons;
import dev.tandem.interop.samples.lessons.Side;
import dev.tandem.samples.SlowServer;
import dev.tandem.samples.crawl.BlogServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Runs every lesson on every side at its true pace, each in a process of its own, and keeps what it
 * printed and its timeline for the pages, in {@code docs/tutorials/runs} and {@code pictures}.
 * {@code docs/tutorials/runs/README.md} says how it is started.
 *
 * <p>Lessons that are named as arguments are run alone.
 */
public final class RecordRuns implements AutoCloseable {
  /** What the reader types before a command. */
  private static final String TANDEM = "java -jar interop/samples/target/tandem.jar";

  private static final Pattern DRAWN = Pattern.compile("timeline: .*, ([\\d.]+) (ms|s|min)");

  private final ObjectMapper json = new ObjectMapper();
  private final Path work = Files.createTempDirectory("runs");
  private final BlogServer pages = BlogServer.open(5, Duration.ofMillis(100));
  private final SlowServer site = SlowServer.open(Duration.ofMillis(500), RecordRuns::answer);

  private RecordRuns() throws IOException {}

  /** Records the lessons that are named, or all. */
  public static void main(String[] ids) throws Exception {
    var asked = Set.of(ids);
    try (var runs = new RecordRuns()) {
      for (var options : RunOptions.all()) {
        if (asked.isEmpty() || asked.contains(options.id())) {
          runs.record(options);
        }
      }
    }
    Machine.describe();
    System.exit(0);
  }

  private static SlowServer.Answer answer(String path) {
    return path.matches("/\\d{3}")
        ? new SlowServer.Answer(Integer.parseInt(path.substring(1)), "status " + path.substring(1))
        : new SlowServer.Answer(200, "page " + path);
  }

  private void record(RunOptions options) throws Exception {
    var sides = new TreeMap<Side, List<String>>();
    sides.put(Side.PYTHON, python(options));
    var run = options.alike() ? together(options, sides) : oneByOne(options, sides);
    if (!options.alike()) {
      Files.deleteIfExists(pictureOf(options.id()));
    }
    run.write();
    System.out.println(options.id() + ": " + summary(run));
  }

  private static String summary(RecordedRun run) throws IOException {
    var lengths = new ArrayList<String>();
    run.sides().forEach((side, lines) -> lengths.add(side + " " + lines.size()));
    var picture = Repository.ROOT.resolve(run.picture());
    var size = Files.exists(picture) ? Files.size(picture) + " bytes" : "no picture";
    return "lines of %s; %.1f s; %s".formatted(lengths, run.seconds(), size);
  }

  private List<String> python(RunOptions options) throws Exception {
    var command = new ArrayList<>(List.of("python3", "-I", "-X", "utf8"));
    command.add(Repository.ROOT.resolve("docs/python/" + options.id() + ".py").toString());
    for (var word : options.pythonWords()) {
      command.add(
          word.replace("{pages}", pages.url("").toString())
              .replace("{site}", site.url("").toString()));
    }
    return Neutral.lines(ChildProcess.run(command, work).output());
  }

  /** Runs all our sides by one command, which draws them. */
  private RecordedRun together(RunOptions options, TreeMap<Side, List<String>> sides)
      throws Exception {
    var id = options.id();
    var picture = work.resolve(id + ".svg");
    var words = new ArrayList<>(List.of("compare", id));
    words.addAll(options.words(Side.THREADS));
    var shown = TANDEM + " " + String.join(" ", words) + " --timeline " + id + ".svg";
    words.addAll(List.of("--json", "--timeline", picture.toString()));
    var child = ChildProcess.run(tandem(words), work);
    var modules = json.readTree(child.output()).get("modules");
    keep(picture, id);
    if (modules == null) { // it compares something else than lines
      var lines = oneByOne(options, sides);
      return new RecordedRun(
          id, shown + "; " + lines.command(), lines.python(), drawn(child, 0), sides);
    }
    double seconds = 0;
    for (var module : modules) {
      sides.put(sideOf(module), Neutral.lines(module.get("output")));
      seconds = Math.max(seconds, module.get("seconds").asDouble());
    }
    return new RecordedRun(id, shown, shownPython(options), drawn(child, seconds), sides);
  }

  /** Runs each of our sides by a command of its own; nobody draws them. */
  private RecordedRun oneByOne(RunOptions options, TreeMap<Side, List<String>> sides)
      throws Exception {
    var id = options.id();
    var shown = new ArrayList<String>();
    double seconds = 0;
    for (var column : Lessons.of(id).columns()) {
      if (column.side() != Side.PYTHON) {
        var words = new ArrayList<>(List.of("run", id, "--in", column.side().toString()));
        words.addAll(options.words(column.side()));
        shown.add(TANDEM + " " + String.join(" ", words));
        words.add("--json");
        var result = json.readTree(ChildProcess.run(tandem(words), work).output());
        sides.put(column.side(), Neutral.lines(result.get("output")));
        seconds = Math.max(seconds, result.get("seconds").asDouble());
      }
    }
    return new RecordedRun(id, String.join("; ", shown), shownPython(options), seconds, sides);
  }

  private static String shownPython(RunOptions options) {
    var words = new ArrayList<>(List.of("python3", "-I", "docs/python/" + options.id() + ".py"));
    options
        .pythonWords()
        .forEach(word -> words.add(word.replaceAll("\\{\\w+}", "http://127.0.0.1:8080")));
    return String.join(" ", words);
  }

  private static Side sideOf(JsonNode module) {
    return Side.valueOf(module.get("module").asText().toUpperCase());
  }

  private static List<String> tandem(List<String> words) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Dfile.encoding=UTF-8", "-Dstdout.encoding=UTF-8"));
    command.addAll(List.of("-cp", ChildProcess.classPath(), Tandem.class.getName()));
    command.addAll(words);
    return command;
  }

  /** Puts a picture where the pages show it, unless it is too large to be looked at. */
  private static void keep(Path picture, String id) throws IOException {
    var kept = pictureOf(id);
    Files.createDirectories(kept.getParent());
    Files.deleteIfExists(kept);
    var still = StillPicture.of(Files.readString(picture));
    if (still.length() <= StillPicture.LARGEST) {
      Files.writeString(kept, still);
    } else {
      System.out.printf("%s: no picture, as it would have %d bytes%n", id, still.length());
    }
  }

  private static Path pictureOf(String id) {
    return Repository.ROOT.resolve("docs/tutorials/pictures/" + id + ".svg");
  }

  /** The length of time that the picture shows. */
  private static double drawn(ChildProcess child, double otherwise) {
    var said = DRAWN.matcher(child.errors());
    if (!said.find()) {
      return otherwise;
    }
    double figure = Double.parseDouble(said.group(1));
    return switch (said.group(2)) {
      case "ms" -> figure / 1000;
      case "min" -> figure * 60;
      default -> figure;
    };
  }

  @Override
  public void close() throws IOException {
    pages.close();
    site.close();
    try (var files = Files.walk(work)) {
      for (var file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(file);
      }
    }
  }
}
