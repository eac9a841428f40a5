package dev.tandem.threads.samples;

import dev.tandem.samples.CatalogueEntry;
import dev.tandem.samples.PipeOptions;
import dev.tandem.samples.Sample;
import dev.tandem.samples.Stage;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import picocli.CommandLine.Mixin;

/**
 * A queue with a bound holds a producer back that is faster than its consumer, and memory stays as
 * small as the bound; where the consumer is faster, it waits.
 */
@CatalogueEntry(
    id = "bounded-pipeline",
    title = "A full queue holds the producer back, an empty one the consumer",
    documents = {"000", "002"})
public final class BoundedPipeline extends Sample {
  @Mixin private PipeOptions options = new PipeOptions();

  @Override
  public void run(Stage stage) throws InterruptedException {
    main(options.items(), options.capacity(), options.pause(stage));
  }

  // snippet: lesson
  static String drawn(BlockingQueue<Integer> queue) {
    return "#".repeat(queue.size()) + ".".repeat(queue.remainingCapacity());
  }

  static void produce(BlockingQueue<Integer> queue, int items, double pause) {
    try {
      for (int item = 1; item <= items; item++) {
        Thread.sleep(Math.round(1000 * pause));
        boolean full = queue.remainingCapacity() == 0;
        System.out.println(drawn(queue) + " put " + item + (full ? " has to wait" : ""));
        queue.put(item);
      }
    } catch (InterruptedException end) {
      // nobody takes these items any more
    }
  }

  static void consume(BlockingQueue<Integer> queue, int items, double pause)
      throws InterruptedException {
    for (int taken = 0; taken < items; taken++) {
      Thread.sleep(Math.round(1000 * pause));
      System.out.println(drawn(queue) + " take" + (queue.isEmpty() ? " has to wait" : ""));
      queue.take();
    }
  }

  static void main(int items, int capacity, double pause) throws InterruptedException {
    BlockingQueue<Integer> queue = new ArrayBlockingQueue<>(capacity);
    System.out.println("a fast producer, a slow consumer");
    new Thread(() -> produce(queue, items, 0)).start();
    consume(queue, items, pause);
    System.out.println("a slow producer, a fast consumer");
    new Thread(() -> produce(queue, items, pause)).start();
    consume(queue, items, 0);
  }

  // end

  /** Runs the sample. */
  public static void main(String[] args) {
    new BoundedPipeline().launch(args);
  }
}
