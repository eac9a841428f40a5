package dev.tandem.interop.samples.play;

import dev.tandem.interop.samples.catalogue.Catalogue;
import dev.tandem.interop.samples.play.Report.Ended;
import dev.tandem.interop.samples.play.Report.How;
import dev.tandem.samples.CapturedOutput;
import dev.tandem.samples.Module;
import dev.tandem.samples.Sample;
import dev.tandem.samples.SampleException;
import dev.tandem.threads.processes.SerializableCallable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.ParameterException;

/**
 * Plays one side of a sample, in a process of a pool, and reports what it prints and how it ends.
 * Its reports are its result. The pool's way to stop it is this one's: an interruption, and then
 * the end of its process.
 *
 * @param id the sample
 * @param module the side
 * @param options the sample's, as on the command line
 * @param port where the server takes reports, on this machine
 * @param key what tells it whose reports they are
 * @param folder where files may be left for it
 * @param change what to compile first, and to play in the sample's stead, or null
 */
public record SideTask(
    String id,
    Module module,
    List<String> options,
    int port,
    String key,
    String folder,
    Change change)
    implements SerializableCallable<Boolean> {

  /** As wide as a column of the page. */
  private static final int WIDTH = 64;

  private static final int LONGEST_LINE = 10_000;

  /** Returns true once everything is reported, and what it has started is gone. */
  @Override
  public Boolean call() throws IOException {
    try (var reporter = new Reporter(port, key)) {
      var clock = new Clock();
      Ended end;
      try {
        end = perform(reporter, clock);
      } catch (Throwable e) {
        end = clock.end(How.FAILED, e.toString());
      }
      reporter.report(end);
    } finally {
      ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    }
    return true;
  }

  private Ended perform(Reporter reporter, Clock clock) throws IOException {
    var files = Path.of(folder);
    if (change == null) {
      return play(entry().create(), reporter, clock);
    }
    var compiled = change.compile(files, reporter::report);
    if (compiled.isEmpty()) {
      return clock.end(How.FAILED, null); // the diagnostics say why
    }
    try (var classes = compiled.get()) {
      return play(classes.create(entry()), reporter, clock);
    }
  }

  private Catalogue.Entry entry() {
    return Catalogue.load().samples().get(id).stream()
        .filter(entry -> entry.module() == module)
        .findFirst()
        .orElseThrow();
  }

  private Ended play(Sample sample, Reporter reporter, Clock clock) throws IOException {
    sample.commandLine(id).parseArgs(options.toArray(String[]::new));
    try (var snapshots = Snapshots.start(Path.of(folder), key, reporter);
        var output = CapturedOutput.start(line -> reporter.report(clock.line(line)))) {
      clock.start();
      return clock.end(sample);
    }
  }

  /** What a side's time is counted from. */
  private static final class Clock {
    private volatile long start = System.nanoTime();

    void start() {
      start = System.nanoTime();
    }

    private double seconds() {
      return (System.nanoTime() - start) / 1e9;
    }

    Report.Line line(String text) {
      var shown = text.length() <= LONGEST_LINE ? text : text.substring(0, LONGEST_LINE) + "…";
      return new Report.Line(seconds(), shown);
    }

    Ended end(How how, String message) {
      return new Ended(seconds(), how, message);
    }

    Ended end(Sample sample) {
      try {
        sample.play(sample.stage().unwatched().withWidth(WIDTH));
        return end(How.DONE, null);
      } catch (InterruptedException e) {
        return end(How.STOPPED, null);
      } catch (ParameterException e) {
        return end(How.REFUSED, e.getMessage());
      } catch (SampleException e) {
        return end(How.FAILED, e.getMessage());
      } catch (Throwable e) {
        return end(How.FAILED, e.toString());
      }
    }
  }
}
