package dev.tandem.threads.samples.orders;

/** What the shop can do, and fail at. */
public enum Step {
  /** Give a session to a user. */
  LOG_IN("log in"),
  /** Give the amounts of a session's orders. */
  LOAD_ORDERS("load orders"),
  /** Give the sum of some amounts. */
  SUM("sum");

  private final String words;

  Step(String words) {
    this.words = words;
  }

  @Override
  public String toString() {
    return words;
  }
}
