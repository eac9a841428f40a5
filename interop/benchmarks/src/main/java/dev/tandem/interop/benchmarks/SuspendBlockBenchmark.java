package dev.tandem.interop.benchmarks;

import dev.tandem.interop.Suspend;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A thread waits for a suspend function: {@code Suspend.block} beside kotlinx's {@code
 * runBlocking}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(5)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class SuspendBlockBenchmark {
  /** How often the function suspends: not at all, once, often. */
  @Param({"0", "1", "100"})
  public int yields;

  /** Tandem's. */
  @Benchmark
  public int suspendBlock() throws InterruptedException {
    return Suspend.<Integer>block(c -> Steps.INSTANCE.yields(yields, c));
  }

  /** kotlinx's. */
  @Benchmark
  public int runBlocking() {
    return Steps.runBlockingYields(yields);
  }
}
