package dev.tandem.threads.internal;

/** Throws what foreign code threw as it is: foreign code need not declare it either. */
public final class SneakyThrow {
  private SneakyThrow() {}

  /**
   * Throws {@code thrown}, of whatever type. It is written {@code throw SneakyThrow.thrown(e)}, so
   * that the compiler sees the end of the method.
   *
   * @param thrown what to throw, without a wrapper
   * @return nothing, ever
   */
  public static RuntimeException thrown(Throwable thrown) {
    throw SneakyThrow.<RuntimeException>asUnchecked(thrown);
  }

  @SuppressWarnings("unchecked") // the compiler takes X for unchecked
  private static <X extends Throwable> X asUnchecked(Throwable thrown) throws X {
    throw (X) thrown;
  }
}
