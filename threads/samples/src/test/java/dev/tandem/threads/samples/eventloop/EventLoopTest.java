package dev.tandem.threads.samples.eventloop;

import static java.nio.channels.SelectionKey.OP_READ;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EventLoopTest {
  private static final int MANY_TURNS = 5_000_000;

  private final List<String> calls = new ArrayList<>();
  private EventLoop loop;
  private int turns;

  @BeforeEach
  void open() throws IOException {
    loop = EventLoop.open();
  }

  @AfterEach
  void close() throws IOException {
    loop.close();
  }

  @Test
  void callbacksRunInTheOrderInWhichTheyWereAskedFor() throws Exception {
    for (var name : List.of("a", "b", "c")) {
      loop.callSoon(() -> calls.add(name));
    }
    loop.callSoon(loop::stop);
    loop.run();
    assertEquals(List.of("a", "b", "c"), calls);
  }

  @Test
  void whatACallbackAsksForRunsAfterWhatIsReady() throws Exception {
    loop.callSoon(
        () -> {
          calls.add("a");
          loop.callSoon(() -> calls.add("asked for by a"));
          loop.callSoon(loop::stop);
        });
    loop.callSoon(() -> calls.add("b"));
    loop.run();
    assertEquals(List.of("a", "b", "asked for by a"), calls);
  }

  @Test
  void stopLetsTheTurnComeToItsEndAndTheRestRunsNextTime() throws Exception {
    loop.callSoon(loop::stop);
    loop.callSoon(
        () -> {
          calls.add("this turn");
          loop.callSoon(() -> calls.add("next turn"));
        });
    loop.run();
    assertEquals(List.of("this turn"), calls);
    loop.callSoon(loop::stop);
    loop.run();
    assertEquals(List.of("this turn", "next turn"), calls);
  }

  @Test
  void timersRunInTheOrderOfTheirTimes() throws Exception {
    for (int millis : new int[] {240, 80, 160, 0}) {
      loop.callLater(Duration.ofMillis(millis), () -> calls.add(millis + " ms"));
    }
    loop.callLater(Duration.ofMillis(320), loop::stop);
    loop.run();
    assertEquals(List.of("0 ms", "80 ms", "160 ms", "240 ms"), calls);
  }

  @Test
  void timersOfOneDelayRunInTheOrderInWhichTheyWereSet() throws Exception {
    var expected = new ArrayList<String>();
    for (int i = 0; i < 100; i++) {
      var name = "timer " + i;
      expected.add(name);
      loop.callLater(Duration.ZERO, () -> calls.add(name));
    }
    loop.callLater(Duration.ZERO, loop::stop);
    loop.run();
    assertEquals(expected, calls);
  }

  @Test
  void aTimerIsNeverEarly() throws Exception {
    long start = System.nanoTime();
    loop.callLater(Duration.ofMillis(20), loop::stop);
    loop.run();
    assertTrue(System.nanoTime() - start >= 20_000_000);
  }

  @Test
  void aCancelledTimerIsNotCalled() throws Exception {
    var inTime = loop.callLater(Duration.ofMillis(1), () -> calls.add("cancelled in time"));
    inTime.cancel();
    var sameTurn = loop.callLater(Duration.ZERO, () -> calls.add("cancelled in the same turn"));
    loop.callSoon(sameTurn::cancel);
    loop.callLater(Duration.ofMillis(2), loop::stop);
    loop.run();
    assertEquals(List.of(), calls);
  }

  @Test
  void aTimerThatIsDueInThousandsOfYearsKeepsNothingWaiting() throws Exception {
    loop.callLater(Duration.ofSeconds(Long.MAX_VALUE), () -> calls.add("too early"));
    loop.callLater(Duration.ofMillis(1), loop::stop);
    loop.run();
    assertEquals(List.of(), calls);
  }

  @Test
  void aCallbackThatAlwaysAsksForAnotherDoesNotKeepTimersWaiting() throws Exception {
    loop.callSoon(this::again);
    loop.callLater(Duration.ofMillis(1), loop::stop);
    loop.run();
    assertTrue(turns < MANY_TURNS, "the timer had to wait until nothing else was asked for");
  }

  private void again() {
    if (++turns < MANY_TURNS) {
      loop.callSoon(this::again);
    }
  }

  @Test
  void anExceptionInACallbackIsReportedAndTheLoopGoesOn() throws Exception {
    var failures = new ArrayList<Exception>();
    var broken = new IOException("broken");
    loop.onFailure(failures::add);
    loop.callSoon(
        () -> {
          throw broken;
        });
    loop.callSoon(() -> calls.add("after"));
    loop.callLater(
        Duration.ZERO,
        () -> {
          throw broken;
        });
    loop.callLater(Duration.ofMillis(1), loop::stop);
    loop.run();
    assertEquals(List.of("after"), calls);
    assertEquals(List.of(broken, broken), failures);
  }

  @Test
  void anErrorInACallbackEndsTheLoop() {
    var error = new AssertionError("broken");
    loop.callSoon(
        () -> {
          throw error;
        });
    assertSame(error, assertThrows(AssertionError.class, loop::run));
  }

  @Test
  void anotherThreadWakesTheLoopUp() throws Exception {
    var other = new Thread(() -> loop.callSoonThreadSafe(loop::stop));
    loop.callSoon(other::start);
    loop.run();
    other.join(20_000);
    assertFalse(other.isAlive());
  }

  @Test
  void callsFromAnotherThreadAreMadeInTheirOrder() throws Exception {
    var expected = new ArrayList<String>();
    for (int i = 0; i < 1000; i++) {
      expected.add("call " + i);
    }
    var other =
        new Thread(
            () -> {
              expected.forEach(name -> loop.callSoonThreadSafe(() -> calls.add(name)));
              loop.callSoonThreadSafe(loop::stop);
            });
    other.start();
    loop.run();
    other.join(20_000);
    assertEquals(expected, calls);
  }

  @Test
  void anInterruptedLoopEndsThoughItHasNothingToDo() {
    var loopThread = Thread.currentThread();
    loop.callSoon(() -> new Thread(loopThread::interrupt).start());
    assertThrows(InterruptedException.class, loop::run);
    assertFalse(Thread.currentThread().isInterrupted());
  }

  @Test
  void aWatchedChannelIsCalledForAsLongAsThereIsSomethingToRead() throws Exception {
    var pipe = readablePipe("abc");
    loop.watch(
        pipe.source(),
        OP_READ,
        () -> {
          var letter = ByteBuffer.allocate(1);
          pipe.source().read(letter);
          calls.add(Character.toString((char) letter.get(0)));
          if (calls.size() == 3) {
            loop.stop();
          }
        });
    loop.run();
    assertEquals(List.of("a", "b", "c"), calls);
    pipe.sink().close();
  }

  @Test
  void aChannelThatWasClosedInTheSameTurnIsNotCalledFor() throws Exception {
    var one = readablePipe("x");
    var other = readablePipe("x");
    loop.watch(one.source(), OP_READ, () -> closeAndStop(other));
    loop.watch(other.source(), OP_READ, () -> closeAndStop(one));
    loop.run();
    assertEquals(List.of("closed the other"), calls);
    one.sink().close();
    other.sink().close();
  }

  private void closeAndStop(Pipe pipe) throws IOException {
    pipe.source().close();
    calls.add("closed the other");
    loop.stop();
  }

  @Test
  void closingTheLoopClosesTheChannelsThatItWatches() throws Exception {
    var pipe = readablePipe("x");
    loop.watch(pipe.source(), OP_READ, () -> {});
    loop.close();
    assertFalse(pipe.source().isOpen());
    pipe.sink().close();
  }

  private static Pipe readablePipe(String content) throws IOException {
    var pipe = Pipe.open();
    pipe.source().configureBlocking(false);
    pipe.sink().write(ByteBuffer.wrap(content.getBytes()));
    return pipe;
  }
}
