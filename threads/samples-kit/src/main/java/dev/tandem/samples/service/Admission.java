package dev.tandem.samples.service;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * How many questions a service takes on: so many of one client, so that there is room for others
 * beside it, and so many of all. Whoever asks beyond that is refused at once, and waits for
 * nothing.
 *
 * <p>A client is an address: one that opens many connections is one client still, and so are all
 * who come from behind one proxy. A client that has nothing under way takes no memory.
 *
 * <p>Safe for use by many threads; giving a permit back synchronizes before the admission that it
 * makes possible.
 */
public final class Admission {
  private final int perClient;
  private final int total;
  private final Map<String, Integer> underWay = new HashMap<>(); // @GuardedBy("underWay")
  private int all; // @GuardedBy("underWay")

  /** One question that is under way, until this is closed; to close it again does nothing. */
  @FunctionalInterface
  public interface Permit extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Sets the bounds.
   *
   * @param perClient how many questions one client may have under way
   * @param total how many all clients together may have
   * @throws IllegalArgumentException if either is less than 1
   */
  public Admission(int perClient, int total) {
    if (perClient < 1 || total < 1) {
      throw new IllegalArgumentException(
          "perClient and total must be at least 1, not %d and %d".formatted(perClient, total));
    }
    this.perClient = perClient;
    this.total = total;
  }

  /**
   * Takes a question on, without waiting.
   *
   * @param client the address of the client
   * @return the permit, to be closed when the question is answered or given up
   * @throws BusyException if this client, or all of them, have as many under way as they may
   */
  public Permit admit(String client) throws BusyException {
    synchronized (underWay) {
      int own = underWay.getOrDefault(client, 0);
      if (own >= perClient) {
        throw new BusyException("one client may have %d under way at a time".formatted(perClient));
      }
      if (all >= total) {
        throw new BusyException("all clients may have %d under way at a time".formatted(total));
      }
      underWay.put(client, own + 1);
      all++;
    }
    var open = new AtomicBoolean(true);
    return () -> {
      if (open.getAndSet(false)) {
        giveBack(client);
      }
    };
  }

  private void giveBack(String client) {
    synchronized (underWay) {
      underWay.computeIfPresent(client, (address, own) -> own == 1 ? null : own - 1);
      all--;
    }
  }

  /** How many clients have something under way. */
  int clients() {
    synchronized (underWay) {
      return underWay.size();
    }
  }
}
