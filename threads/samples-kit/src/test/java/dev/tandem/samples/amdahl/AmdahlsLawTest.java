package dev.tandem.samples.amdahl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmdahlsLawTest {
  @ParameterizedTest
  @CsvSource({"0.1,1,1", "0.1,2,1.8182", "0.1,4,3.0769", "0.25,3,2", "0,8,8", "1,8,1"})
  void theSpeedUpIsAmdahls(double serial, int workers, double speedUp) {
    assertEquals(speedUp, new AmdahlsLaw(serial).speedUp(workers), 1e-4);
  }

  @Test
  void noNumberOfWorkersGoesBeyondTheLimit() {
    var law = new AmdahlsLaw(0.1);
    assertEquals(10, law.limit(), 1e-9);
    assertEquals(law.limit(), law.speedUp(Integer.MAX_VALUE), 1e-4);
  }

  @Test
  void aJobWithoutASerialPartHasNoLimit() {
    assertFalse(new AmdahlsLaw(0).hasLimit());
  }
}
