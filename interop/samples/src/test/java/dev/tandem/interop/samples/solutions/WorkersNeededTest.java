package dev.tandem.interop.samples.solutions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** Amdahl's law solved for the number of workers. */
class WorkersNeededTest {
  static int workersNeeded(double serial, double speedUp) {
    if (speedUp >= 1 / serial) {
      throw new IllegalArgumentException("a speed-up of " + speedUp + " is not below the limit");
    }
    return (int) Math.ceil((1 - serial) / (1 / speedUp - serial) - 1e-9); // rounding aside
  }

  @Test
  void aTenthThatCannotBeSharedNeedsNineForFive() {
    assertEquals(9, workersNeeded(0.1, 5)); // half of the limit, 10
  }

  @Test
  void theLastTenthOfTheWayToTheLimitIsDear() {
    assertEquals(81, workersNeeded(0.1, 9));
  }

  @Test
  void noNumberOfWorkersReachesTheLimit() {
    assertThrows(IllegalArgumentException.class, () -> workersNeeded(0.1, 10));
  }

  @Test
  void whereEverythingCanBeSharedTheSpeedUpIsTheWorkers() {
    assertEquals(7, workersNeeded(0, 7));
  }
}
