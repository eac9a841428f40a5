package dev.tandem.interop

import dev.tandem.fixtures.Gate
import dev.tandem.fixtures.NoLeaks
import dev.tandem.fixtures.TestThread
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.asExecutor
import kotlinx.coroutines.withContext
import java.io.IOException
import java.time.Duration
import java.util.concurrent.CountDownLatch
import java.util.concurrent.Executor
import java.util.concurrent.TimeUnit.SECONDS
import java.util.concurrent.TimeoutException

/** `Suspend.block`, called by Java: each form × each kind of thread × each way that the call can end. */
class SuspendBlockTest :
    FunSpec({
        extension(NoLeaks())

        for (form in forms) {
            for ((kind, executor) in threads) {
                for ((cell, expected) in form.meaning) {
                    test("${form.name} on $kind × ${cell.title}: the caller $expected") {
                        BlockScene(executor, form).play(cell) shouldBe expected
                    }
                }
            }
        }
    })

private class BlockCell(val title: String, val play: BlockScene.() -> TestThread<String>)

/** One call, its caller, and the function that is called. */
private class BlockScene(private val executor: Executor, private val form: BlockForm) {
    val job = Job()
    private val gate = Gate<String?>()
    private val firstGate = Gate<Unit>()
    private val cancelled = CountDownLatch(1)

    /** Suspends until it is let through. */
    val patient = Mail { gate.pass() }

    /** Suspends until it is let through, and hears no cancellation. */
    val stubborn = Mail { withContext(NonCancellable) { gate.pass() } }

    /** Answers a cancellation with a failure. */
    val clumsy =
        Mail {
            try {
                gate.pass()
            } catch (_: CancellationException) {
                throw failure
            }
        }

    fun play(cell: BlockCell): String = cell.play(this).result().also { job.cancel() }

    fun call(mail: Mail, timeout: Duration = Duration.ofDays(1), before: () -> Unit = {}) = TestThread.start(executor) {
        before()
        val outcome =
            try {
                "has ${form.block(job, timeout, mail)}"
            } catch (_: InterruptedException) {
                "is interrupted"
            } catch (_: TimeoutException) {
                "timed out"
            } catch (_: CancellationException) {
                "is cancelled"
            } catch (e: Exception) {
                "has $e"
            }
        if (Thread.interrupted()) "$outcome and stays interrupted" else outcome
    }

    fun letThrough(value: String? = "value") = gate.open(value)

    fun awaitSuspension() {
        gate.reached()
    }

    fun awaitFirstSuspension() {
        firstGate.reached()
    }

    /** A function that tells that it heard its cancellation, and then is as stubborn as that. */
    fun stubbornOnceCancelled() = Mail {
        try {
            firstGate.pass()
        } catch (_: CancellationException) {
            cancelled.countDown()
        }
        stubborn.next()
    }

    fun awaitCancellation() = cancelled.await(10, SECONDS) shouldBe true
}

private val failure = IOException("disk full")

private val common =
    mapOf(
        BlockCell("a value at once") { call({ "value" }) } to "has value",
        BlockCell("a value after it suspended") { call(patient).also { letThrough() } } to "has value",
        BlockCell("null at once") { call({ null }) } to "has null",
        BlockCell("null after it suspended") { call(patient).also { letThrough(null) } } to "has null",
        BlockCell("a failure at once") { call({ throw failure }) } to "has $failure",
        BlockCell("a failure after it suspended") {
            call({
                patient.next()
                throw failure
            }).also { letThrough() }
        } to "has $failure",
        BlockCell("cancelled by the function itself") { call({ throw CancellationException("my own") }) } to
            "is cancelled",
        BlockCell("interrupted before") { call({ error("it ran") }) { Thread.currentThread().interrupt() } } to
            "is interrupted",
        BlockCell("interrupted during the wait") {
            call(patient).also {
                awaitSuspension()
                it.interrupt()
            }
        } to "is interrupted",
        BlockCell("interrupted as a value comes") {
            call(stubbornOnceCancelled()).also {
                awaitFirstSuspension()
                it.interrupt()
                awaitCancellation()
                letThrough()
            }
        } to "has value and stays interrupted",
        BlockCell("interrupted, and the function fails over that") {
            call(clumsy).also {
                awaitSuspension()
                it.interrupt()
            }
        } to "has $failure and stays interrupted",
    )

/** What holds where the function begins on the calling thread: elsewhere it may not have begun when the time is up. */
private val begunHere =
    mapOf(
        BlockCell("interrupted by the function itself, which does not suspend") {
            call({ "value".also { Thread.currentThread().interrupt() } })
        } to "has value and stays interrupted",
        BlockCell("a timeout of zero and a value at once") { call({ "value" }, Duration.ZERO) } to "has value",
        BlockCell("a timeout as a value comes") {
            call(stubbornOnceCancelled(), Duration.ofMillis(20)).also {
                awaitCancellation()
                letThrough()
            }
        } to "has value",
        BlockCell("a timeout, and the function fails over that") { call(clumsy, Duration.ofMillis(20)) } to
            "has $failure",
        BlockCell("a timeout, and an interruption while the function still ends") {
            call(stubbornOnceCancelled(), Duration.ofMillis(20)).also {
                awaitCancellation()
                it.interrupt()
                letThrough()
            }
        } to "has value and stays interrupted",
    )

private val withTimeout =
    mapOf(
        BlockCell("a timeout that was up before") { call(patient, Duration.ofSeconds(-1)) } to "timed out",
        BlockCell("a timeout during the wait") { call(patient, Duration.ofMillis(20)) } to "timed out",
    )

private val withJob =
    mapOf(
        BlockCell("cancelled by the context's job before") {
            job.cancel()
            call({ error("it ran") })
        } to "is cancelled",
        BlockCell("cancelled by the context's job during the wait") {
            call(patient).also {
                awaitSuspension()
                job.cancel()
            }
        } to "is cancelled",
        BlockCell("cancelled by the context's job as a value comes") {
            call(stubborn).also {
                awaitSuspension()
                job.cancel()
                letThrough()
            }
        } to "has value",
        BlockCell("cancelled by the context's job after completion") {
            call({ "value" }).also {
                it.isDoneWithin(Duration.ofMinutes(1))
                job.cancel()
            }
        } to "has value",
    )

private class BlockForm(
    val name: String,
    val meaning: Map<BlockCell, String>,
    val block: (Job, Duration, Mail) -> String?,
)

private val forms =
    listOf(
        BlockForm("block(call)", common) { _, _, mail -> MailReader.block(mail) },
        BlockForm("block(timeout, call)", common + begunHere + withTimeout) { _, timeout, mail ->
            MailReader.block(timeout, mail)
        },
        BlockForm("block(context, call)", common + withJob) { job, _, mail -> MailReader.block(job, mail) },
        BlockForm("block(context, timeout, call)", common + begunHere + withTimeout + withJob) { job, timeout, mail ->
            MailReader.block(job, timeout, mail)
        },
        BlockForm("block(context with a dispatcher, timeout, call)", common + withTimeout + withJob) {
                job,
                timeout,
                mail,
            ->
            MailReader.block(job + Dispatchers.Default, timeout, mail)
        },
    )

private val threads: Map<String, Executor> =
    mapOf(
        "a platform thread" to Executor { kotlin.concurrent.thread(isDaemon = true, block = it::run) },
        "a thread of Dispatchers.Virtual" to Dispatchers.Virtual.asExecutor(),
        "a worker of Dispatchers.Default" to Dispatchers.Default.asExecutor(),
    )
