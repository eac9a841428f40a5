package dev.tandem.interop.samples

import com.hazelcast.client.HazelcastClient
import dev.tandem.interop.samples.cluster.Addresses
import dev.tandem.interop.samples.cluster.ClusterName
import dev.tandem.interop.samples.cluster.LocalMembers
import dev.tandem.samples.SampleException
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.collections.shouldHaveSize
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldMatch
import io.kotest.matchers.string.shouldStartWith
import picocli.CommandLine.ParameterException
import java.util.concurrent.CompletableFuture
import java.util.concurrent.TimeUnit.SECONDS
import kotlin.concurrent.thread

/** On clusters of real members, each a JVM. */
class CpuBoundTest :
    FunSpec({
        fun children() = ProcessHandle.current().children().count()

        test("three members take part, each does work, and none is left") {
            val before = children()
            val lines = linesOf(CpuBound(), "--times", "100")
            lines.map {
                it
                    .replace(Regex("127.0.0.1:\\d+"), "ADDRESS")
                    .replace(Regex("\\d+\\.\\d\\d"), "N")
                    .replace(Regex("s \\d+ g.*"), "s P gave")
            } shouldContainExactly
                listOf(
                    lines.first(),
                    "cluster: members listen on ADDRESS, ADDRESS, ADDRESS," +
                        " to whoever knows their cluster's secret name",
                    "cluster, cost: N seconds (and N to start)",
                    "  process P gave",
                    "  process P gave",
                    "  process P gave",
                    "100 of 100 are prime",
                )
            lines[0] shouldMatch "is_prime\\(112272535095293\\), 100 times, \\d+ at once"
            lines.subList(3, 6).sumOf { it.substringAfter("gave ").substringBefore(" ").toInt() } shouldBe 100
            children() shouldBe before
        }

        test("a cluster that is there already is used, and left there") {
            LocalMembers.start(1).use { members ->
                val file = tempdir().toPath().resolve("cluster").also(members.name()::save)
                val lines = linesOf(
                    CpuBound(),
                    "--times=5",
                    "--join=${members.addresses().single()}",
                    "--cluster-file=$file",
                )
                lines.last() shouldBe "5 of 5 are prime"
                members.members().single().process().isAlive shouldBe true
            }
        }

        test("members killed at work cost no answer, as others are asked again") {
            LocalMembers.start(3).use { members ->
                ClusterCrew(
                    HazelcastClient.newHazelcastClient(Addresses.client(members.addresses(), members.name())),
                    null,
                ).use { crew ->
                    crew.arePrime(List(30) { PRIME }) // every member has begun to work
                    val answers = CompletableFuture<List<Boolean>>()
                    thread(isDaemon = true) {
                        answers.complete(crew.arePrime(List(300) { i -> if (i % 3 == 0) PRIME + 2 else PRIME }))
                    }
                    while (crew.shares().size < 3) Thread.onSpinWait() // and now again
                    members.members()[0].process().destroyForcibly()
                    members.members()[2].process().destroyForcibly()
                    answers.get(60, SECONDS) shouldBe List(300) { it % 3 != 0 }
                }
            }
        }

        test("the death of the only member is a failure, and no wait for ever") {
            LocalMembers.start(1).use { members ->
                ClusterCrew(
                    HazelcastClient.newHazelcastClient(Addresses.client(members.addresses(), members.name())),
                    null,
                ).use { crew ->
                    val outcome = CompletableFuture<Throwable?>()
                    thread(isDaemon = true) {
                        outcome.complete(runCatching { crew.arePrime(List(1_000) { ENDLESS }) }.exceptionOrNull())
                    }
                    members.members().single().process().destroyForcibly()
                    (outcome.get(60, SECONDS) != null) shouldBe true
                }
            }
        }

        test("where there is no cluster, the sample says so") {
            val file = tempdir().toPath().resolve("cluster").also(ClusterName.random()::save)
            shouldThrow<SampleException> { linesOf(CpuBound(), "--join=127.0.0.1:1", "--cluster-file=$file") }
                .message shouldBe "--join: nobody at 127.0.0.1:1 is in the cluster of $file"
        }

        test("a cluster of another name lets nobody in") {
            LocalMembers.start(1).use { members ->
                val file = tempdir().toPath().resolve("cluster").also(ClusterName.random()::save)
                val address = members.addresses().single()
                shouldThrow<SampleException> { linesOf(CpuBound(), "--join=$address", "--cluster-file=$file") }
                    .message shouldBe "--join: nobody at $address is in the cluster of $file"
            }
        }

        test("without the file with its name, no cluster can be joined") {
            val file = tempdir().toPath().resolve("cluster")
            shouldThrow<SampleException> { linesOf(CpuBound(), "--join=127.0.0.1:1", "--cluster-file=$file") }
                .message shouldStartWith "there is no cluster file $file; copy it"
        }

        test("refuses what is no address") {
            shouldThrow<ParameterException> { linesOf(CpuBound(), "--join", "nowhere") }
        }

        test("an interruption ends the members, whatever they are at") {
            val before = children()
            linesOfInterrupted(CpuBound(), "--number", "$ENDLESS") shouldHaveSize 1
            children() shouldBe before
        }
    })

private const val PRIME = 112_272_535_095_293L

/** A prime for whose test nobody waits. */
private const val ENDLESS = 9_223_372_036_854_775_783L
