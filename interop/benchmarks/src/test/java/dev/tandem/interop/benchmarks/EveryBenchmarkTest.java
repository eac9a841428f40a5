package dev.tandem.interop.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

class EveryBenchmarkTest {
  @Test
  @Timeout(300)
  void everyBenchmarkRunsWithoutAnException() throws Exception {
    var options =
        new OptionsBuilder()
            .forks(0) // in this JVM
            .warmupIterations(0)
            .measurementIterations(1)
            .measurementTime(TimeValue.milliseconds(10))
            .timeout(TimeValue.seconds(20))
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT)
            .build();
    Set<String> measured = new TreeSet<>();
    new Runner(options).run().forEach(result -> measured.add(result.getParams().getBenchmark()));
    assertFalse(measured.isEmpty());
    assertEquals(listed(), measured);
  }

  private static Set<String> listed() {
    var out = OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT);
    Set<String> listed = new TreeSet<>();
    BenchmarkList.defaultList()
        .getAll(out, List.of())
        .forEach(one -> listed.add(one.getUsername()));
    return listed;
  }
}
