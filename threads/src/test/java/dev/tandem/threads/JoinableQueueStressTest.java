package dev.tandem.threads;

import static java.util.concurrent.TimeUnit.MICROSECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.fixtures.TestThread;
import dev.tandem.fixtures.ThreadKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What goes in comes out, once, while threads are interrupted and lose patience. */
@Timeout(240)
class JoinableQueueStressTest {
  private static final int PRODUCERS = 8;
  private static final int CONSUMERS = 8;

  private record Item(int producer, int number) {}

  private record Flavour(String name, boolean inOrder, IntFunction<JoinableQueue<Item>> create) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final Flavour FIFO = new Flavour("fifo", true, JoinableQueue::fifo);

  static Stream<Arguments> flavours() {
    var lifo = new Flavour("lifo", false, JoinableQueue::lifo);
    Comparator<Item> byNumber = Comparator.comparingInt(Item::number);
    var priority =
        new Flavour("priority", false, capacity -> JoinableQueue.priority(capacity, byNumber));
    return ThreadKind.available().stream()
        .flatMap(kind -> Stream.of(FIFO, lifo, priority).map(f -> Arguments.of(kind, f)));
  }

  @ParameterizedTest
  @MethodSource("flavours")
  void aMillionItemsComeOutOnceEach(ThreadKind kind, Flavour flavour) throws Exception {
    run(kind, flavour, 16, 1_000_000 / PRODUCERS, Duration.ofSeconds(200));
  }

  @ParameterizedTest
  @MethodSource("dev.tandem.fixtures.ThreadKind#available")
  void aQuarterOfAMinuteOfInterruptionsLosesNothing(ThreadKind kind) throws Exception {
    var share = Duration.ofSeconds(15).dividedBy(ThreadKind.available().size());
    run(kind, FIFO, 3, Integer.MAX_VALUE, share);
  }

  /** Stops at {@code itemsEach} of every producer, or after {@code atMost}. */
  private static void run(
      ThreadKind kind, Flavour flavour, int capacity, int itemsEach, Duration atMost)
      throws Exception {
    var queue = flavour.create.apply(capacity);
    long deadline = System.nanoTime() + atMost.toNanos();
    var over = new AtomicBoolean();
    var interruptions = new AtomicLong();
    var producers = new ArrayList<TestThread<Integer>>();
    for (int p = 0; p < PRODUCERS; p++) {
      var producer = new Producer(p, itemsEach, deadline);
      producers.add(kind.start(() -> producer.run(queue, interruptions)));
    }
    var consumers = new ArrayList<TestThread<Consumer>>();
    for (int c = 0; c < CONSUMERS; c++) {
      var consumer = new Consumer(c, flavour.inOrder);
      consumers.add(kind.start(() -> consumer.run(queue, interruptions)));
    }
    var interrupter =
        kind.start(
            () -> {
              var random = new SplittableRandom(20_261_120);
              while (!over.get()) {
                var victims = random.nextBoolean() ? producers : consumers;
                victims.get(random.nextInt(victims.size())).interrupt();
                LockSupport.parkNanos(100_000);
              }
              return null;
            });

    var put = new ArrayList<Integer>();
    for (var producer : producers) {
      put.add(producer.result(atMost.plusSeconds(30)));
    }
    assertTrue(queue.join(Duration.ofSeconds(30)), "join still waits");
    assertEquals(0, queue.unfinished());
    over.set(true);
    interrupter.result();
    queue.shutdown();
    assertTrue(interruptions.get() > 0, "nobody was interrupted");

    var all = new BitSet[PRODUCERS];
    Arrays.setAll(all, p -> new BitSet());
    for (var consumer : consumers) {
      var taken = consumer.result().taken;
      for (int p = 0; p < PRODUCERS; p++) {
        assertFalse(all[p].intersects(taken[p]), "an item came out twice");
        all[p].or(taken[p]);
      }
    }
    for (int p = 0; p < PRODUCERS; p++) {
      assertEquals(put.get(p), all[p].cardinality(), "items of producer " + p);
      assertEquals(put.get(p), all[p].length(), "items of producer " + p);
    }
  }

  private record Producer(int id, int items, long deadline) {
    int run(JoinableQueue<Item> queue, AtomicLong interruptions) {
      var random = new SplittableRandom(id);
      int number = 0;
      while (number < items && System.nanoTime() < deadline) {
        try {
          if (random.nextInt(4) > 0) {
            queue.put(new Item(id, number));
            number++;
          } else if (queue.offer(new Item(id, number), random.nextInt(50), MICROSECONDS)) {
            number++;
          }
        } catch (InterruptedException e) {
          interruptions.incrementAndGet();
        }
      }
      return number;
    }
  }

  private static final class Consumer {
    private final BitSet[] taken = new BitSet[PRODUCERS];
    private final boolean inOrder;
    private final SplittableRandom random;

    Consumer(int id, boolean inOrder) {
      this.inOrder = inOrder;
      random = new SplittableRandom(100 + id);
      Arrays.setAll(taken, p -> new BitSet());
    }

    Consumer run(JoinableQueue<Item> queue, AtomicLong interruptions) {
      while (true) {
        try {
          var item =
              random.nextInt(4) > 0 ? queue.take() : queue.poll(random.nextInt(50), MICROSECONDS);
          if (item != null) {
            note(item);
            queue.taskDone();
          }
        } catch (InterruptedException e) {
          interruptions.incrementAndGet();
        } catch (QueueShutDownException e) {
          return this;
        }
      }
    }

    private void note(Item item) {
      var seen = taken[item.producer];
      assertFalse(seen.get(item.number), "an item came out twice");
      assertTrue(!inOrder || seen.length() <= item.number, "a producer's items changed places");
      seen.set(item.number);
    }
  }
}
