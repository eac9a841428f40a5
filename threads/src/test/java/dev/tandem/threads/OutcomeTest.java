package dev.tandem.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class OutcomeTest {
  @Test
  void getWrapsTheFailureOnceWhateverItIs() throws Exception {
    for (var own :
        new Exception[] {
          new IOException("disk full"),
          new ExecutionException("the task's own", new IOException("disk full")),
          new ExecutionException("the task's own, without a cause", null)
        }) {
      var task =
          new FutureTask<String>(
              () -> {
                throw own;
              });
      task.run();
      var outcome = Outcome.of(task);
      assertSame(own, outcome.failure());
      var thrown = assertThrows(ExecutionException.class, outcome::get);
      assertSame(own, thrown.getCause());
      assertSame(own, assertThrows(ExecutionException.class, task::get).getCause());
    }
  }

  @Test
  void anExecutionExceptionWithoutACauseIsItselfTheFailure() throws Exception {
    var bare = new ExecutionException("bare", null);
    var future =
        new ForeignFuture<String>(CompletableFuture.completedFuture("done")) {
          @Override
          public String get() throws ExecutionException {
            throw bare;
          }
        };
    assertSame(bare, Outcome.of(future).failure());
  }

  @Test
  void contradictionsAreRefused() {
    var broken = new IOException("broken");
    var both =
        assertThrows(IllegalArgumentException.class, () -> new Outcome<>("value", broken, false));
    assertEquals(
        "an outcome is a value or a failure, not both value and java.io.IOException: broken",
        both.getMessage());
    assertThrows(IllegalArgumentException.class, () -> new Outcome<>("value", null, true));
    assertThrows(IllegalArgumentException.class, () -> new Outcome<>(null, null, true));
    assertThrows(IllegalArgumentException.class, () -> new Outcome<>(null, broken, true));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Outcome<>("value", new CancellationException(), true));
  }

  @Test
  void nullIsAValue() throws Exception {
    assertNull(new Outcome<>(null, null, false).get());
  }

  @Test
  void nobodyWaitsForNoFuture() {
    assertEquals(
        "future", assertThrows(NullPointerException.class, () -> Outcome.of(null)).getMessage());
  }
}
