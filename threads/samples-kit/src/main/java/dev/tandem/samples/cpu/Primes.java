package dev.tandem.samples.cpu;

/** Trial division: slow on purpose, the documents' example of work that only computes. */
public final class Primes {
  private Primes() {}

  /**
   * Tries every odd divisor up to the square root, and now and then whether it is interrupted.
   *
   * @throws InterruptedException if the thread is interrupted
   */
  public static boolean isPrime(long number) throws InterruptedException {
    if (number < 2 || number % 2 == 0) {
      return number == 2;
    }
    long limit = (long) Math.sqrt(number);
    for (long divisor = 3; divisor <= limit; divisor += 2) {
      if (number % divisor == 0) {
        return false;
      }
      if (divisor % 100_000 == 1 && Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
    return true;
  }
}
