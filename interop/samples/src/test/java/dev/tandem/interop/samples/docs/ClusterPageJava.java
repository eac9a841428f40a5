package dev.tandem.interop.samples.docs;

import com.hazelcast.core.HazelcastInstance;
import dev.tandem.samples.cpu.Primes;
import dev.tandem.threads.processes.SerializableCallable;
import java.util.concurrent.Future;

/** The Java of the page about clusters. */
public final class ClusterPageJava {
  private ClusterPageJava() {}

  // snippet: prime
  public static Future<Boolean> isPrime(HazelcastInstance hazelcast, long number) {
    SerializableCallable<Boolean> task = () -> Primes.isPrime(number);
    return hazelcast.getExecutorService("primes").submit(task);
  }
  // end
}
