package dev.tandem.threads;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Options;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every mix of calls that do not wait has the results that some order of them would have. */
@Timeout(300)
class LinearizabilityTest {
  private static Options<?, ?> modelChecking() {
    return new ModelCheckingOptions()
        .iterations(4)
        .invocationsPerIteration(200)
        .threads(3)
        .actorsPerThread(2);
  }

  private static Options<?, ?> stress() {
    return new StressOptions()
        .iterations(8)
        .invocationsPerIteration(1_000)
        .threads(3)
        .actorsPerThread(2);
  }

  @Test
  void fifoQueueModelChecked() {
    modelChecking().sequentialSpecification(FifoModel.class).check(FifoQueue.class);
  }

  @Test
  void fifoQueueStressed() {
    stress().sequentialSpecification(FifoModel.class).check(FifoQueue.class);
  }

  @Test
  void priorityQueueModelChecked() {
    modelChecking()
        .sequentialSpecification(PriorityModel.class)
        .check(PriorityQueueUnderTest.class);
  }

  @Test
  void eventModelChecked() {
    modelChecking().sequentialSpecification(EventModel.class).check(EventUnderTest.class);
  }

  @Test
  void eventStressed() {
    stress().sequentialSpecification(EventModel.class).check(EventUnderTest.class);
  }

  @Test
  void boundedSemaphoreModelChecked() {
    modelChecking().sequentialSpecification(SemaphoreModel.class).check(SemaphoreUnderTest.class);
  }

  /** The calls of a queue that do not wait. */
  @Param(name = "item", gen = IntGen.class, conf = "1:3")
  public abstract static class QueueCalls {
    private final JoinableQueue<Integer> queue;

    QueueCalls(JoinableQueue<Integer> queue) {
      this.queue = queue;
    }

    @Operation
    public boolean offer(@Param(name = "item") int item) {
      return queue.offer(item);
    }

    @Operation
    public Integer poll() {
      return queue.poll();
    }

    @Operation
    public Integer peek() {
      return queue.peek();
    }

    @Operation
    public void taskDone() {
      queue.taskDone();
    }

    @Operation
    public long unfinished() {
      return queue.unfinished();
    }

    @Operation
    public boolean remove(@Param(name = "item") int item) {
      return queue.remove((Object) item);
    }

    @Operation
    public boolean contains(@Param(name = "item") int item) {
      return queue.contains(item);
    }

    @Operation(runOnce = true)
    public void shutdown() {
      queue.shutdown();
    }

    @Operation(runOnce = true)
    public List<Integer> shutdownNow() {
      return queue.shutdownNow();
    }
  }

  public static final class FifoQueue extends QueueCalls {
    public FifoQueue() {
      super(JoinableQueue.fifo(2));
    }
  }

  public static final class PriorityQueueUnderTest extends QueueCalls {
    public PriorityQueueUnderTest() {
      super(JoinableQueue.priority(2, Integer::compare));
    }
  }

  /** What the calls mean, one after another. */
  public abstract static class QueueModel {
    private final Queue<Integer> items;
    private long unfinished;
    private boolean shutDown;

    QueueModel(Queue<Integer> items) {
      this.items = items;
    }

    private void requireOpen() {
      if (shutDown) {
        throw new QueueShutDownException();
      }
    }

    public boolean offer(int item) {
      requireOpen();
      if (items.size() == 2) {
        return false;
      }
      unfinished++;
      return items.add(item);
    }

    public Integer poll() {
      if (items.isEmpty()) {
        requireOpen();
      }
      return items.poll();
    }

    public Integer peek() {
      return items.peek();
    }

    public void taskDone() {
      if (unfinished == 0) {
        throw new IllegalStateException();
      }
      unfinished--;
    }

    public long unfinished() {
      return unfinished;
    }

    public boolean remove(int item) {
      return items.remove(item);
    }

    public boolean contains(int item) {
      return items.contains(item);
    }

    public void shutdown() {
      shutDown = true;
    }

    public List<Integer> shutdownNow() {
      shutDown = true;
      var discarded = new ArrayList<Integer>();
      while (!items.isEmpty()) {
        discarded.add(items.poll());
      }
      unfinished = Math.max(0, unfinished - discarded.size());
      return discarded;
    }
  }

  public static final class FifoModel extends QueueModel {
    public FifoModel() {
      super(new ArrayDeque<>());
    }
  }

  public static final class PriorityModel extends QueueModel {
    public PriorityModel() {
      super(new PriorityQueue<>());
    }
  }

  public static final class EventUnderTest {
    private final Event event = new Event();

    @Operation
    public void set() {
      event.set();
    }

    @Operation
    public void clear() {
      event.clear();
    }

    @Operation
    public boolean isSet() {
      return event.isSet();
    }
  }

  public static final class EventModel {
    private boolean set;

    public void set() {
      set = true;
    }

    public void clear() {
      set = false;
    }

    public boolean isSet() {
      return set;
    }
  }

  @Param(name = "permits", gen = IntGen.class, conf = "1:3")
  public static final class SemaphoreUnderTest {
    private final BoundedSemaphore semaphore = new BoundedSemaphore(3);

    @Operation
    public boolean tryAcquire(@Param(name = "permits") int permits) {
      return semaphore.tryAcquire(permits);
    }

    @Operation
    public void release(@Param(name = "permits") int permits) {
      semaphore.release(permits);
    }
  }

  public static final class SemaphoreModel {
    private int permits = 3;

    public boolean tryAcquire(int n) {
      if (permits < n) {
        return false;
      }
      permits -= n;
      return true;
    }

    public void release(int n) {
      if (permits + n > 3) {
        throw new IllegalStateException();
      }
      permits += n;
    }
  }
}
