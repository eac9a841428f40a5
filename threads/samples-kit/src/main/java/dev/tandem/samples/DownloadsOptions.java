package dev.tandem.samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of downloads: where to save the files, and how long the server takes for them. */
public final class DownloadsOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      defaultValue = "downloads",
      description = "Save the files here (default: ${DEFAULT-VALUE}).")
  private Path out;

  @Option(
      names = "--latency",
      paramLabel = "SECONDS",
      defaultValue = "0.5",
      converter = Seconds.class,
      description = "How long the embedded server takes for a file (default: ${DEFAULT-VALUE}).")
  private Duration latency;

  /**
   * Makes the folder for the files, if it is not there.
   *
   * @throws UsageException if it is a file
   * @throws SampleException if it cannot be made
   */
  public DownloadFolder openFolder() throws SampleException {
    if (Files.exists(out) && !Files.isDirectory(out)) {
      throw new UsageException(
          spec.commandLine(), "--out: " + out + " is not a folder", "Try a new name.");
    }
    try {
      return new DownloadFolder(Files.createDirectories(out));
    } catch (IOException e) {
      throw new SampleException("--out: cannot create the folder " + out);
    }
  }

  /**
   * Opens a server that has a page at every path.
   *
   * @throws IOException if no port can be had
   */
  public SlowServer openServer(Stage stage) throws IOException {
    return SlowServer.open(stage.scaled(latency), DownloadsOptions::page);
  }

  private static SlowServer.Answer page(String path) {
    return new SlowServer.Answer(
        200, "<!doctype html>\n<title>%1$s</title>\n<p>The picture of %1$s</p>\n".formatted(path));
  }
}
