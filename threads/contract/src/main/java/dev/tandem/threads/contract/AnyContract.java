package dev.tandem.threads.contract;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tandem.fixtures.TestThread;
import dev.tandem.fixtures.ThreadKind;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What the suites have in common that are run with each kind of thread. */
@Timeout(60)
@ParameterizedClass
@MethodSource("dev.tandem.fixtures.ThreadKind#available")
public abstract class AnyContract {
  @Parameter ThreadKind kind;

  /** A call that may wait. */
  @FunctionalInterface
  interface Call {
    void make() throws Exception;
  }

  /** A thread that runs. */
  <T> TestThread<T> run(Callable<T> body) {
    return kind.start(body);
  }

  /** A thread that waits. */
  <T> TestThread<T> waiting(Callable<T> body) throws InterruptedException {
    return run(body).untilItWaits();
  }

  /** A thread that waits in {@code call}, and then gives true. */
  TestThread<Boolean> waitingIn(Call call) throws InterruptedException {
    return waiting(
        () -> {
          call.make();
          return true;
        });
  }

  /** A thread that is interrupted throws that, and is not interrupted any more. */
  static void assertInterrupted(Executable call) {
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, call);
    assertFalse(Thread.currentThread().isInterrupted());
  }
}
