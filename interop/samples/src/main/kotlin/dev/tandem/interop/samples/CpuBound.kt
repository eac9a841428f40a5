package dev.tandem.interop.samples

import com.hazelcast.client.HazelcastClient
import com.hazelcast.core.HazelcastInstance
import com.hazelcast.core.MemberLeftException
import com.hazelcast.spi.exception.TargetDisconnectedException
import dev.tandem.coroutines.gather
import dev.tandem.interop.runInExecutor
import dev.tandem.interop.samples.cluster.Addresses
import dev.tandem.interop.samples.cluster.ClusterName
import dev.tandem.interop.samples.cluster.LocalMembers
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.SampleException
import dev.tandem.samples.cpu.CpuBoundSample
import dev.tandem.samples.cpu.CpuOptions
import dev.tandem.samples.cpu.Engine
import dev.tandem.samples.cpu.Primes
import kotlinx.coroutines.runBlocking
import java.io.Serializable
import java.util.concurrent.ConcurrentHashMap
import java.util.concurrent.ExecutorService
import java.util.concurrent.atomic.AtomicInteger

/**
 * The same job on a cluster, whose executor is an `ExecutorService` like any other to [runInExecutor]. The members are
 * Java's half, [LocalMembers].
 */
@CatalogueEntry(
    id = "cpu-bound",
    title = "Test a large number for primality a hundred times, by every engine",
    documents = ["002"],
)
class CpuBound : CpuBoundSample() {
    override fun engines() = listOf(Engine("cluster", ::openCluster))

    private fun openCluster(options: CpuOptions): Engine.Crew {
        val members = if (options.join().isEmpty()) LocalMembers.start(options.members()) else null
        try {
            val client = if (members == null) joined(options) else clientOf(members.addresses(), members.name())
            return ClusterCrew(client, members)
        } catch (e: Throwable) {
            members?.close()
            throw e
        }
    }
}

private fun joined(options: CpuOptions): HazelcastInstance {
    val file = options.clusterFile().orElseGet(ClusterName::usualFile)
    val name = ClusterName.read(file)
    try {
        return clientOf(options.join(), name)
    } catch (_: IllegalStateException) {
        throw SampleException("--join: nobody at ${options.join().joinToString()} is in the cluster of $file")
    }
}

/** Hazelcast says nothing of an interruption but that it has found nobody. */
private fun clientOf(members: List<String>, name: ClusterName): HazelcastInstance = try {
    HazelcastClient.newHazelcastClient(Addresses.client(members, name))
} catch (e: IllegalStateException) {
    throw if (Thread.interrupted()) InterruptedException() else e
}

/** Has a cluster test numbers, each on whichever member Hazelcast chooses. */
class ClusterCrew(private val client: HazelcastInstance, private val members: LocalMembers?) : Engine.Crew {
    private val answersOf = ConcurrentHashMap<String, AtomicInteger>()

    override fun arePrime(numbers: List<Long>): List<Boolean> = runBlocking {
        answersOf.clear()
        cluster(numbers, client)
    }

    // snippet: lesson
    class Answer(val member: String, val prime: Boolean) : Serializable

    suspend fun cluster(numbers: List<Long>, hazelcast: HazelcastInstance): List<Boolean> {
        val members = hazelcast.getExecutorService("primes") // an executor like any other
        return gather(numbers) { number ->
            val answer = ask(members, number)
            answersOf.computeIfAbsent(answer.member) { AtomicInteger() }.incrementAndGet()
            answer.prime
        }
    }

    suspend fun ask(members: ExecutorService, number: Long): Answer {
        repeat(4) {
            try {
                return askOnce(members, number)
            } catch (_: MemberLeftException) {
                // nobody knows how far it came: another is asked, and a second answer is no harm
            } catch (_: TargetDisconnectedException) {
                // likewise
            }
        }
        return askOnce(members, number)
    }

    suspend fun askOnce(members: ExecutorService, number: Long): Answer = runInExecutor(members) {
        Answer("process ${ProcessHandle.current().pid()}", Primes.isPrime(number)) // over there
    }
    // end

    override fun notices() = if (members == null) {
        emptyList()
    } else {
        listOf("members listen on ${members.addresses().joinToString()}, to whoever knows their cluster's secret name")
    }

    override fun shares() = answersOf.toSortedMap().map { (member, answers) -> "$member gave $answers answers" }

    override fun close() {
        client.shutdown()
        members?.close()
    }
}

fun main(args: Array<String>) = CpuBound().launch(*args)
