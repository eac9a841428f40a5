package dev.tandem.interop.benchmarks;

import dev.tandem.interop.Suspend;
import dev.tandem.threads.JoinableQueue;
import java.util.concurrent.TimeUnit;
import jdk.jfr.Recording;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs that Java's Flight Recorder can be told of waits: where nobody waits, where each
 * item is waited for, and where a thread waits for a suspend function.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class FlightRecordingBenchmark {
  private static final int ITEMS = 1_000;

  /** There is no recording; one that does not ask for the library's events; one that does. */
  @Param({"none", "others", "ours"})
  public String recording = "none";

  private final JoinableQueue<Integer> queue = JoinableQueue.fifo();
  private final JoinableQueue<Integer> there = JoinableQueue.fifo();
  private final JoinableQueue<Integer> back = JoinableQueue.fifo();
  private Recording recorder;
  private Thread echo;

  /** Starts the recording, and the thread on the other side. */
  @Setup
  public void start() {
    if (!recording.equals("none")) {
      recorder = new Recording();
      recorder.setToDisk(false);
      if (recording.equals("ours")) {
        for (var event : new String[] {"Wait", "Wake", "Crossing", "Cancellation"}) {
          recorder.enable("dev.tandem." + event);
        }
      }
      recorder.start();
    }
    echo = new Thread(this::echo);
    echo.setDaemon(true);
    echo.start();
  }

  private void echo() {
    try {
      while (true) {
        back.put(there.take());
      }
    } catch (InterruptedException end) {
      // the measurement is over
    }
  }

  /** Ends both. */
  @TearDown
  public void stop() {
    echo.interrupt();
    if (recorder != null) {
      recorder.close();
    }
  }

  /** Threads' queue, nobody waits. */
  @Benchmark
  public int threadsPutAndTake() throws InterruptedException {
    queue.put(1);
    return queue.take();
  }

  /** Threads' queue: two hand-overs between two threads that wait for each other. */
  @Benchmark
  public int threadsHandOver() throws InterruptedException {
    there.put(1);
    return back.take();
  }

  /** Coroutines' queue, nobody waits. */
  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public int coroutinesPutAndTake() {
    return Steps.putAndTake(ITEMS);
  }

  /** Coroutines' queue with room for one, on one thread: each item is waited for. */
  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public int coroutinesHandOver() {
    return Steps.handOver(ITEMS);
  }

  /** A thread calls a suspend function that does not suspend. */
  @Benchmark
  public int suspendBlock() throws InterruptedException {
    return Suspend.<Integer>block(c -> Steps.INSTANCE.yields(0, c));
  }
}
