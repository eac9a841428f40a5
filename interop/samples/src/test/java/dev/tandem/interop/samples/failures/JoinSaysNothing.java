package dev.tandem.interop.samples.failures;

import java.util.List;

/** Joins a thread that an exception has ended. */
public final class JoinSaysNothing {
  private JoinSaysNothing() {}

  // snippet: program
  static int total = 0;

  static void addUp(List<String> prices) {
    for (String price : prices) {
      total += Integer.parseInt(price);
    }
  }

  public static void main(String[] args) throws InterruptedException {
    Thread adder = new Thread(() -> addUp(List.of("3", "4", "five", "6")), "adder");
    adder.start();
    adder.join(); // it has ended; join knows no more than that
    System.out.println("the sum is " + total);
  }
  // end
}

// Output:
// Exception in thread "adder" java.lang.NumberFormatException: For input string: "five"…
// the sum is 7
