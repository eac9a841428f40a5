package dev.tandem.interop

import dev.tandem.fixtures.Gate
import dev.tandem.fixtures.NoLeaks
import dev.tandem.fixtures.TestThread
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart.UNDISPATCHED
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.asExecutor
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.launch
import java.time.Duration
import java.util.concurrent.Callable
import java.util.concurrent.CountDownLatch
import java.util.concurrent.Executor
import java.util.concurrent.ExecutorService
import java.util.concurrent.Executors
import java.util.concurrent.ForkJoinPool
import java.util.concurrent.TimeUnit.SECONDS
import java.util.concurrent.TimeoutException
import java.util.concurrent.atomic.AtomicInteger
import kotlin.concurrent.thread
import kotlin.random.Random

/** A value that races with whatever ends a call: whoever hands it over is told what became of it, and no child is left. */
class BlockRacesTest :
    FunSpec({
        extension(NoLeaks())

        for ((kind, executor) in kindsOfThreads) {
            for ((name, end) in ends) {
                test("on $kind: a value that races with $name is returned, or was not taken") {
                    val other = Executors.newSingleThreadExecutor()
                    val random = Random(20_261_121)
                    repeat(ROUNDS) { Race(executor).run(other, end, random.nextInt(3_000)) }
                    other.shutdown()
                }
            }
        }
    })

private const val ROUNDS = 300

private class Race(executor: Executor) {
    private val gate = Gate<String?>()
    private val children = AtomicInteger()
    private val harassed = CountDownLatch(1)
    val job = Job()

    val caller =
        TestThread.start(executor) {
            try {
                MailReader.block(job, Duration.ofSeconds(20), mail)
            } catch (e: Exception) {
                if (e !is CancellationException && e !is InterruptedException && e !is TimeoutException) throw e
                null
            } finally {
                while (harassed.count > 0) Thread.onSpinWait() // else it might hit what the pool does next
                Thread.interrupted()
            }
        }

    private val mail
        get() = Mail {
            val child = CoroutineScope(currentCoroutineContext()).launch(start = UNDISPATCHED) {
                children.incrementAndGet()
                try {
                    awaitCancellation()
                } finally {
                    children.decrementAndGet()
                }
            }
            gate.pass().also { child.cancel() }
        }

    fun run(other: ExecutorService, end: (Race) -> Unit, spins: Int) {
        gate.reached()
        val handedOver = other.submit(Callable { gate.offer("letter") })
        repeat(spins) { Thread.onSpinWait() }
        end(this)
        harassed.countDown()
        val value = caller.result()
        value shouldBe if (handedOver.get(10, SECONDS)()) "letter" else null
        children.get() shouldBe 0
        job.children.count() shouldBe 0
        job.cancel()
    }
}

private val ends: Map<String, (Race) -> Unit> =
    mapOf(
        "an interruption" to { it.caller.interrupt() },
        "the cancellation of the job above" to { it.job.cancel() },
        "both" to {
            it.job.cancel()
            it.caller.interrupt()
        },
    )

private val kindsOfThreads: Map<String, Executor> =
    mapOf(
        "a platform thread" to Executor { thread(isDaemon = true, block = it::run) },
        "a thread of Dispatchers.Virtual" to Dispatchers.Virtual.asExecutor(),
        "a worker of a ForkJoinPool" to ForkJoinPool.commonPool(),
        "a worker of Dispatchers.Default" to Dispatchers.Default.asExecutor(),
    )
