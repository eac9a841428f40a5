package dev.tandem.interop.samples.docs

import com.hazelcast.core.HazelcastInstance
import dev.tandem.coroutines.gather
import dev.tandem.interop.runInExecutor
import dev.tandem.samples.cpu.Primes

/** The Kotlin of the page about clusters. */
internal object ClusterPage {
    // snippet: primes
    suspend fun arePrime(hazelcast: HazelcastInstance, numbers: List<Long>): List<Boolean> {
        val members = hazelcast.getExecutorService("primes")
        return gather(numbers) { number -> runInExecutor(members) { Primes.isPrime(number) } }
    }
    // end
}
