package dev.tandem.threads.samples;

import dev.tandem.samples.Sample;
import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine.Help;

/** A sample run from its command line: its exit code, and what it reported. */
record Execution(int code, String error) {
  static Execution of(Sample sample, String... args) {
    var error = new StringWriter();
    int code =
        sample
            .commandLine(sample.id())
            .setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF))
            .setErr(new PrintWriter(error, true))
            .execute(args);
    return new Execution(code, error.toString().strip());
  }
}
