package dev.tandem.interop.samples.failures;

import dev.tandem.threads.processes.ProcessPool;
import dev.tandem.threads.processes.SerializableCallable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/** An object that is not serializable cannot go to another process; one that is goes as a copy. */
public final class WhatTravels {
  private WhatTravels() {}

  // snippet: program
  static final class Counter {
    int count;

    int increment() {
      return ++count;
    }
  }

  static void run(ProcessPool pool, SerializableCallable<Integer> task) throws Exception {
    try {
      System.out.println("over there: " + pool.submit(task).get());
    } catch (ExecutionException e) {
      System.out.println("not sent: " + e.getCause());
    }
  }

  public static void main(String[] args) throws Exception {
    try (ProcessPool pool = ProcessPool.builder().size(1).build()) {
      Counter counter = new Counter();
      run(pool, () -> counter.increment());
      System.out.println("here: " + counter.count);

      AtomicInteger serializable = new AtomicInteger();
      run(pool, () -> serializable.incrementAndGet());
      System.out.println("here: " + serializable);
    }
  }
  // end
}

// Output:
// not sent: java.io.NotSerializableException: …WhatTravels$Counter, in the task
// here: 0
// over there: 1
// here: 0
