package dev.tandem.threads.samples.orders;

/**
 * Told of a step's end, once.
 *
 * @param <T> what the step gives
 */
public interface Callback<T> {
  /**
   * The step is over.
   *
   * @param value what it gave, null if it failed
   * @param failure why it failed, null if it did not
   */
  void done(T value, Exception failure);
}
