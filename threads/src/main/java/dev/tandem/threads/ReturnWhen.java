package dev.tandem.threads;

/** When {@link Futures#await} returns: asyncio's and concurrent.futures' {@code return_when}. */
public enum ReturnWhen {
  /** As soon as one future is done, in whichever way. */
  FIRST_COMPLETED,

  /**
   * As soon as one future has failed with an exception; if none does, when all are done. A
   * cancelled future has not failed.
   */
  FIRST_EXCEPTION,

  /** When all futures are done. */
  ALL_COMPLETED
}
