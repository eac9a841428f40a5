package dev.tandem.threads.samples;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.Misuse;
import dev.tandem.samples.Sample;
import dev.tandem.samples.SampleFailure;
import dev.tandem.samples.Seconds;
import dev.tandem.samples.SlowServer;
import dev.tandem.samples.Stage;
import dev.tandem.threads.Futures;
import dev.tandem.threads.VirtualThreads;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Every request is sent before any answer is waited for, and each file is saved by the thread that
 * fetched it. {@link Futures#asCompleted} then tells of the files as they come.
 */
@CatalogueEntry(
    id = "downloads",
    title = "Fetch three files at once and save them",
    documents = "002")
public final class Downloads extends Sample {
  private static final List<String> NAMES =
      List.of("20240109.html", "20240112.html", "20240113.html");
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Spec private CommandSpec spec;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "Save the files here (default: a temporary folder, deleted at the end).")
  private Path out;

  @Option(
      names = "--latency",
      paramLabel = "SECONDS",
      defaultValue = "0.5",
      converter = Seconds.class,
      description = "How long the embedded server takes for a file (default: ${DEFAULT-VALUE}).")
  private Duration latency;

  @Override
  public void run(Stage stage) throws Exception {
    if (out != null) {
      download(existing(out), stage);
      return;
    }
    var folder = Files.createTempDirectory("tandem-downloads-");
    try {
      download(folder, stage);
    } finally {
      delete(folder);
    }
  }

  private void download(Path folder, Stage stage) throws Exception {
    try (var server = SlowServer.open(stage.scaled(latency), Downloads::page);
        var client = new BlockingClient(PATIENCE)) {
      var urls = NAMES.stream().map(name -> server.url("/" + name)).toList();
      downloadAtOnce(client, urls, folder, stage.out());
    }
  }

  private static void downloadAtOnce(
      BlockingClient client, List<URI> urls, Path folder, PrintStream out) throws Exception {
    var threads = VirtualThreads.newExecutor();
    try {
      var downloads = new ArrayList<Future<URI>>();
      for (var url : urls) {
        out.println("sent: " + url);
        downloads.add(threads.submit(() -> fetch(client, url, folder)));
      }
      printAsCompleted(downloads, out);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof SampleFailure failure ? failure : e;
    } finally {
      threads.shutdownNow();
      threads.awaitTermination(10, SECONDS); // nobody writes to the folder any more
    }
  }

  private static URI fetch(BlockingClient client, URI url, Path folder) throws Exception {
    var content = client.get(url).body();
    var name = url.getPath().substring(url.getPath().lastIndexOf('/') + 1);
    var file = folder.resolve(name);
    try {
      Files.writeString(file, content);
    } catch (IOException e) {
      throw new SampleFailure("cannot write " + file);
    }
    return url;
  }

  private static void printAsCompleted(List<Future<URI>> downloads, PrintStream out)
      throws InterruptedException, ExecutionException {
    try (var completed = Futures.asCompleted(downloads)) {
      while (completed.hasNext()) {
        out.println("done: " + completed.next().get());
      }
    }
  }

  /** The embedded server's answer to every path. */
  private static SlowServer.Answer page(String path) {
    return new SlowServer.Answer(
        200, "<!doctype html>\n<title>%1$s</title>\n<p>The picture of %1$s</p>\n".formatted(path));
  }

  private Path existing(Path folder) throws SampleFailure {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new Misuse(
          spec.commandLine(), "--out: " + folder + " is not a folder", "Try a new name.");
    }
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new SampleFailure("--out: cannot create the folder " + folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.newDirectoryStream(folder)) {
      for (var file : files) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  /** Runs the sample. */
  public static void main(String[] args) {
    new Downloads().launch(args);
  }
}
