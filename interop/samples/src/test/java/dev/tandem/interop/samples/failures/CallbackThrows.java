package dev.tandem.interop.samples.failures;

import java.util.concurrent.CompletableFuture;

/** A callback throws, and only the future that {@code thenAccept} returned has its failure. */
public final class CallbackThrows {
  private CallbackThrows() {}

  // snippet: program
  static void bill(String price) {
    System.out.println("to pay: " + Integer.parseInt(price)); // "free" is no number
  }

  public static void main(String[] args) {
    CompletableFuture<String> price = new CompletableFuture<>();
    CompletableFuture<Void> billed = price.thenAccept(text -> bill(text));
    price.thenAccept(text -> System.out.println("the other callback is called"));
    price.complete("free");
    System.out.println("complete has returned, and the price is " + price.join());

    // whoever throws `billed` away, as one does, would never learn of this
    System.out.println("billed: " + billed.handle((nothing, failure) -> failure).join());
  }
  // end
}

// Output:
// the other callback is called
// complete has returned, and the price is free
// billed: java.util.concurrent.CompletionException: java.lang.NumberFormatException: … "free"
