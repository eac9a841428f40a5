package dev.tandem.interop.samples.cluster

import com.hazelcast.client.HazelcastClient
import com.hazelcast.core.HazelcastInstance
import com.hazelcast.core.MemberLeftException
import com.hazelcast.spi.exception.TargetDisconnectedException
import dev.tandem.interop.runInExecutor
import dev.tandem.interop.samples.docs.ClusterPage
import dev.tandem.interop.samples.docs.ClusterPageJava
import dev.tandem.interop.wrapFuture
import dev.tandem.threads.Futures
import dev.tandem.threads.SerializableCallable
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.collections.shouldContainExactlyInAnyOrder
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.launch
import kotlinx.coroutines.runInterruptible
import kotlinx.coroutines.withTimeout
import java.io.File
import java.io.NotSerializableException
import kotlin.time.Duration.Companion.minutes
import kotlin.time.Duration.Companion.seconds
import kotlin.time.toJavaDuration

/** What a cluster's executor does for coroutines, seen on two members, each a JVM: what the page about it says. */
class ClusterTest :
    FunSpec({
        lateinit var members: LocalMembers
        lateinit var client: HazelcastInstance

        beforeSpec {
            members = LocalMembers.start(2)
            client = HazelcastClient.newHazelcastClient(Addresses.client(members.addresses(), members.name()))
        }

        afterSpec {
            client.shutdown()
            members.close()
        }

        fun executor() = client.getExecutorService("tasks")

        suspend fun bounded(body: suspend CoroutineScope.() -> Unit) = withTimeout(1.minutes) { coroutineScope(body) }

        test("the page's examples run on the members") {
            bounded {
                ClusterPage.arePrime(client, listOf(4, 5)) shouldBe listOf(false, true)
                wrapFuture(ClusterPageJava.isPrime(client, 5)).await() shouldBe true
            }
        }

        test("a wrapped future of a member's is awaited, and futures come as they are completed") {
            bounded { wrapFuture(executor().submit(returning(42))).await() shouldBe 42 }
            Futures.asCompleted(List(20) { executor().submit(returning(it)) }).use { completed ->
                val values =
                    buildList { while (completed.hasNext()) add(completed.next(30.seconds.toJavaDuration()).get()) }
                values shouldContainExactlyInAnyOrder List(20) { it }
            }
        }

        test("what a task throws is thrown here, and what cannot travel is named") {
            bounded {
                shouldThrow<IllegalStateException> { runInExecutor(executor()) { error("out of paper") } }
                    .message shouldBe "out of paper"
                val here = Any()
                val refusal = shouldThrow<Exception> { runInExecutor(executor()) { here.hashCode() } }
                generateSequence<Throwable>(refusal) { it.cause }.last().toString() shouldContain
                    NotSerializableException::class.java.name
            }
        }

        test("cancelling the coroutine interrupts the task on its member, which lives on") {
            val begun = tempdir().resolve("begun")
            val interrupted = tempdir().resolve("interrupted")
            bounded {
                val sleeper =
                    launch(Dispatchers.Default) { runInExecutor(executor(), block = sleeping(begun, interrupted)) }
                begun.appears()
                sleeper.cancelAndJoin()
                interrupted.appears()
            }
            members.members().all { it.process().isAlive } shouldBe true
        }

        test("the death of a member fails the tasks that it ran, and no other") {
            LocalMembers.start(2).use { mortal ->
                val own = HazelcastClient.newHazelcastClient(Addresses.client(mortal.addresses(), mortal.name()))
                val begun = tempdir().resolve("begun")
                val executor = own.getExecutorService("tasks")
                val first = own.cluster.members.single {
                    "${it.address.host}:${it.address.port}" ==
                        mortal.addresses()[0]
                }
                val task = executor.submitToMember(sleeping(begun, begun), first)
                bounded {
                    begun.appears()
                    mortal.members()[0].process().destroyForcibly()
                    val failure = shouldThrow<Exception> { wrapFuture(task).await() }
                    (failure is MemberLeftException || failure is TargetDisconnectedException) shouldBe true
                    runInExecutor(executor) { "alive" } shouldBe "alive"
                }
                own.shutdown()
            }
        }
    })

private fun returning(value: Int) = SerializableCallable { value }

/** Sleeps for an hour, having created one file, and if it is interrupted creates another. */
private fun sleeping(begun: File, interrupted: File) = SerializableCallable {
    begun.createNewFile()
    try {
        Thread.sleep(3_600_000)
    } catch (_: InterruptedException) {
        interrupted.createNewFile()
    }
}

/** Waits until another process has created this file; the test is bounded. */
private suspend fun File.appears() = runInterruptible(Dispatchers.IO) { while (!exists()) Thread.sleep(1) }
