package dev.tandem.samples.amdahl;

/**
 * How much faster a job gets when it is shared: S(j) = 1 / (B + (1 − B) / j).
 *
 * @param serial B, the part of the job that cannot be shared, 0 to 1
 */
public record AmdahlsLaw(double serial) {
  /**
   * The predicted speed-up.
   *
   * @param workers j, how many share the rest of the job
   * @return how many times faster they are than one alone
   */
  public double speedUp(int workers) {
    return 1 / (serial + (1 - serial) / workers);
  }

  /** Whether the speed-up has a limit, however many share the job. */
  public boolean hasLimit() {
    return serial > 0;
  }

  /** The speed-up that no number of workers exceeds: 1 / B. */
  public double limit() {
    return 1 / serial;
  }
}
