package dev.tandem.interop.samples.failures;

import dev.tandem.threads.processes.ProcessPool;
import dev.tandem.threads.processes.SerializableCallable;
import java.io.Serializable;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** An object that is not serializable cannot go to another process; one that is goes as a copy. */
@SuppressWarnings("serial")
public final class WhatTravels {
  private WhatTravels() {}

  // snippet: program
  static class Counter {
    int count;

    int increment() {
      return ++count;
    }
  }

  static final class SerializableCounter extends Counter implements Serializable {}

  public static void main(String[] args) throws Exception {
    try (ProcessPool pool = ProcessPool.builder().size(1).build()) {
      for (Counter counter : List.of(new Counter(), new SerializableCounter())) {
        try {
          SerializableCallable<Integer> task = () -> counter.increment();
          System.out.println("over there: " + pool.submit(task).get());
        } catch (ExecutionException e) {
          System.out.println("not sent: " + e.getCause());
        }
        System.out.println("here: " + counter.count);
      }
    }
  }
  // end
}

// Output:
// not sent: java.io.NotSerializableException: …WhatTravels$Counter, in the task
// here: 0
// over there: 1
// here: 0
