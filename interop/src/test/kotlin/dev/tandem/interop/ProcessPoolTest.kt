package dev.tandem.interop

import dev.tandem.fixtures.NoLeaks
import dev.tandem.fixtures.Rendezvous
import dev.tandem.fixtures.bounded
import dev.tandem.threads.processes.ProcessPool
import dev.tandem.threads.processes.SerializableCallable
import dev.tandem.threads.processes.WorkerDiedException
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldHaveSize
import io.kotest.matchers.longs.shouldBeLessThan
import io.kotest.matchers.shouldBe
import io.kotest.matchers.shouldNotBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.types.shouldBeInstanceOf
import io.kotest.matchers.types.shouldBeSameInstanceAs
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart.UNDISPATCHED
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.TimeoutCancellationException
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.future.await
import kotlinx.coroutines.joinAll
import kotlinx.coroutines.launch
import kotlinx.coroutines.runInterruptible
import kotlinx.coroutines.withTimeout
import java.io.File
import java.io.IOException
import java.io.NotSerializableException
import java.nio.file.Files
import java.util.concurrent.CancellationException
import java.util.concurrent.CompletionException
import java.util.concurrent.Future
import java.util.concurrent.RejectedExecutionException
import java.util.concurrent.TimeUnit.MILLISECONDS
import java.util.concurrent.TimeUnit.SECONDS
import kotlin.io.path.deleteIfExists
import kotlin.io.path.readText
import kotlin.time.Duration.Companion.milliseconds

/** Coroutines that have processes work for them, and end them. */
class ProcessPoolTest :
    FunSpec({
        extension(NoLeaks())

        val meeting = Rendezvous()
        afterSpec { meeting.close() }

        /** Has [body] use a pool of [size], of which no process is left. */
        fun pooled(size: Int = 2, body: suspend CoroutineScope.(ProcessPool) -> Unit) {
            val pool = ProcessPool.builder().size(size).build()
            try {
                bounded { body(pool) }
            } finally {
                pool.shutdownNow()
                pool.awaitTermination(30_000, MILLISECONDS) shouldBe true
                pool.workers().shouldBeEmpty()
            }
        }

        test("a block runs in another process, and its value comes back") {
            pooled { pool ->
                val text = "captured"
                val (pid, copy) = runInExecutor(pool) { ProcessHandle.current().pid() to text }
                pid shouldNotBe ProcessHandle.current().pid()
                copy shouldBe text
                runInExecutor<String?>(pool) { null } shouldBe null
            }
        }

        test("a block without a result gives its Unit") {
            pooled { pool ->
                val file = Files.createTempFile("tandem", "written")
                val path = file.toString()
                val nothing: Any = runInExecutor(pool) { File(path).writeText("written there") }
                nothing shouldBeSameInstanceAs Unit
                file.readText() shouldBe "written there"
                file.deleteIfExists()
            }
        }

        test("Unit is the one that there is wherever it travels, in tasks, values and exceptions") {
            pooled { pool ->
                val future: Future<Unit> = pool.submit(SerializableCallable<Unit> { println("there") })
                runInterruptible(Dispatchers.IO) { future.get(30, SECONDS) } shouldBeSameInstanceAs Unit
                val captured: Any = Unit
                val (same, pair) = runInExecutor(pool) { (captured === Unit) to (Unit to listOf(Unit)) }
                same shouldBe true
                pair.first shouldBeSameInstanceAs Unit
                pair.second.single() shouldBeSameInstanceAs Unit
                val held = shouldThrow<HoldsUnit> { runInExecutor<Any>(pool) { throw HoldsUnit(Unit) } }
                held.unit shouldBeSameInstanceAs Unit
            }
        }

        test("a CancellationException of the block's own is thrown as it is, and is no rejection") {
            pooled { pool ->
                val own = runCatching { runInExecutor<Any>(pool) { throw CancellationException("mine") } }
                own.exceptionOrNull().shouldBeInstanceOf<CancellationException>().message shouldBe "mine"
            }
        }

        test("a CompletionException of the block's own is thrown as it is") {
            pooled { pool ->
                val own = runCatching { runInExecutor<Any>(pool) { throw CompletionException("mine", IOException()) } }
                own.exceptionOrNull().shouldBeInstanceOf<CompletionException>().message shouldBe "mine"
            }
        }

        test("many blocks share the processes") {
            pooled { pool ->
                val squares =
                    List(100) { i -> async { runInExecutor(pool) { i.toLong() * i } } }.awaitAll()
                squares.sum() shouldBe 328_350
                pool.workers() shouldHaveSize 2
            }
        }

        test("what the block throws is thrown here, and its process lives on") {
            pooled(size = 1) { pool ->
                val before = runInExecutor(pool) { ProcessHandle.current().pid() }
                shouldThrow<IllegalStateException> { runInExecutor(pool) { error("out of paper") } }
                    .message shouldBe "out of paper"
                runInExecutor(pool) { ProcessHandle.current().pid() } shouldBe before
            }
        }

        test("a block that captures what cannot travel fails by its name") {
            pooled { pool ->
                val here = Any()
                shouldThrow<NotSerializableException> { runInExecutor(pool) { here.hashCode() } }
                    .message shouldContain "java.lang.Object"
            }
        }

        test("a process that dies fails the block that it ran") {
            pooled(size = 1) { pool ->
                shouldThrow<WorkerDiedException> { runInExecutor(pool) { Runtime.getRuntime().halt(3) } }
                runInExecutor(pool) { "next" } shouldBe "next"
            }
        }

        test("cancelling the caller ends the process of a block that would never end, and the next block runs") {
            pooled(size = 1) { pool ->
                val running = launch { runInExecutor(pool, block = endless(meeting)) }
                val process = meeting.met()
                running.cancelAndJoin()
                process.gone() shouldBeLessThan 1_000
                runInExecutor(pool) { "next" } shouldBe "next"
            }
        }

        test("the end of a timeout ends the process of a block that would never end, and the next block runs") {
            pooled(size = 1) { pool ->
                runInExecutor(pool) { "warm" }
                val process = pool.workers().single()
                shouldThrow<TimeoutCancellationException> {
                    withTimeout(500.milliseconds) { runInExecutor(pool) { for (i in generateSequence(0) { it }) i } }
                }
                process.gone() shouldBeLessThan 1_000
                runInExecutor(pool) { "next" } shouldBe "next"
            }
        }

        test("a block that is cancelled in the queue never begins, and costs no process") {
            pooled(size = 1) { pool ->
                val running = launch { runInExecutor(pool, block = endless(meeting)) }
                val process = meeting.met()
                val queued =
                    List(20) { launch(start = UNDISPATCHED) { runInExecutor(pool, block = endless(meeting)) } }
                queued.forEach { it.cancel() }
                queued.joinAll()
                pool.workers() shouldBe listOf(process)
                running.cancelAndJoin()
                runInExecutor(pool) { "next" } shouldBe "next"
                meeting.isEmpty shouldBe true
            }
        }

        test("a wrapped future of the pool is ended by cancelling its deferred") {
            pooled(size = 1) { pool ->
                val deferred = wrapFuture(pool.submit(endless(meeting)), mayInterruptIfRunning = true)
                val process = meeting.met()
                deferred.cancelAndJoin()
                process.gone() shouldBeLessThan 1_000
            }
        }

        test("a pool that is shut down refuses, and does not cancel the caller") {
            pooled { pool ->
                pool.shutdown()
                shouldThrow<RejectedExecutionException> { runInExecutor(pool) { "late" } }
            }
        }
    })

private class HoldsUnit(val unit: Unit) : RuntimeException()

/** A task that tells that it runs, and then takes no notice of anything. */
private fun endless(meeting: Rendezvous): SerializableCallable<Unit> {
    val port = meeting.port()
    return SerializableCallable { Rendezvous.tellAndNeverEnd(port) }
}

/** Waits until a task runs, and gives its process. */
private suspend fun Rendezvous.met(): ProcessHandle = runInterruptible(Dispatchers.IO) { guest() }.process()

/** Waits until this process is gone, and tells how many milliseconds that took. */
private suspend fun ProcessHandle.gone(): Long {
    val start = System.nanoTime()
    onExit().await()
    isAlive shouldBe false
    return (System.nanoTime() - start) / 1_000_000
}
