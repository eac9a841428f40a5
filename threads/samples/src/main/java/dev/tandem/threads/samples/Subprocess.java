package dev.tandem.threads.samples;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Stage;
import dev.tandem.samples.programs.ProgramOptions;
import dev.tandem.threads.samples.programs.BlockingScenes;
import dev.tandem.threads.samples.programs.ThreadPrograms;
import picocli.CommandLine.Mixin;

/** External programs {@linkplain ThreadPrograms run by threads}, one for each pipe. */
@CatalogueEntry(
    id = "subprocess",
    title = "Start external programs, write to them, read from them, and wait for their end",
    documents = "002")
public final class Subprocess extends Sample {
  @Mixin private ProgramOptions options = new ProgramOptions();

  @Override
  public void run(Stage stage) throws Exception {
    BlockingScenes.play(new ThreadPrograms(), options, stage);
  }

  /** Runs the sample. */
  public static void main(String[] args) {
    new Subprocess().launch(args);
  }
}
