package dev.tandem.interop.samples.solutions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HeldPermitTest {
  /**
   * A semaphore's permit that is held until the end of a block: Python's {@code with semaphore:}.
   */
  record HeldPermit(Semaphore semaphore) implements AutoCloseable {
    static HeldPermit of(Semaphore semaphore) throws InterruptedException {
      semaphore.acquire(); // if this throws, there is nothing to give back
      return new HeldPermit(semaphore);
    }

    @Override
    public void close() {
      semaphore.release();
    }
  }

  @Test
  void aPermitIsGivenBackHoweverTheBlockEnds() throws InterruptedException {
    var semaphore = new Semaphore(2);
    try (var held = HeldPermit.of(semaphore)) {
      assertEquals(1, semaphore.availablePermits());
    }
    assertEquals(2, semaphore.availablePermits());
    assertThrows(
        IllegalStateException.class,
        () -> {
          try (var held = HeldPermit.of(semaphore)) {
            throw new IllegalStateException("the body failed");
          }
        });
    assertEquals(2, semaphore.availablePermits());
  }

  @Test
  void whoeverIsInterruptedHasNoPermit() {
    var semaphore = new Semaphore(2);
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, () -> HeldPermit.of(semaphore));
    assertEquals(2, semaphore.availablePermits());
  }
}
