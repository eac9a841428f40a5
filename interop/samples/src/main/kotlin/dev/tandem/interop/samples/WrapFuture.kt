package dev.tandem.interop.samples

import dev.tandem.coroutines.Event
import dev.tandem.coroutines.samples.SuspendingSample
import dev.tandem.coroutines.samples.delay
import dev.tandem.interop.toThread
import dev.tandem.interop.wrapFuture
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.Seconds
import dev.tandem.samples.Stage
import dev.tandem.threads.VirtualThreads
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.async
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.ensureActive
import kotlinx.coroutines.future.asCompletableFuture
import kotlinx.coroutines.supervisorScope
import picocli.CommandLine.Option
import java.io.IOException
import java.time.Duration
import kotlin.time.toKotlinDuration

/**
 * A pool's future, which only blocks, as a deferred, which coroutines await: results, cancellations and failures cross
 * from either side to the other. The threads' half is [WrapFutureThreads], in Java.
 */
@CatalogueEntry(
    id = "wrap-future",
    title = "Await a thread pool's future; cancel it and fail it from either side",
    documents = ["002"],
)
class WrapFuture : SuspendingSample() {
    @Option(
        names = ["--result"],
        paramLabel = "TEXT",
        defaultValue = "SB",
        description = [$$"What the blocking function gives (default: ${DEFAULT-VALUE})."],
    )
    private lateinit var result: String

    @Option(
        names = ["--delay"],
        paramLabel = "SECONDS",
        defaultValue = "2",
        converter = [Seconds::class],
        description = [$$"How long it takes (default: ${DEFAULT-VALUE})."],
    )
    private lateinit var delay: Duration

    override suspend fun perform(stage: Stage) = usePool(VirtualThreads.newExecutor()) { pool ->
        val threads = WrapFutureThreads(pool, stage, delay)
        println("default thread pool ${wrapFuture(threads.submit(result)).await()}")
        println("the coroutine cancels: ${cancelledHere(threads)}")
        println("the thread cancels: await ${outcome(cancelledThere(threads))}")
        println("the function fails: await ${outcome(failingThere(threads))}")
        println("the coroutine fails: get ${failingHere(stage)}")
    }

    private suspend fun cancelledHere(threads: WrapFutureThreads): String {
        val begun = Event()
        val interrupted = Event()
        val future = threads.submitEndless(begun, interrupted)
        val deferred = wrapFuture(future, mayInterruptIfRunning = true)
        begun.await()
        deferred.cancel()
        interrupted.await() // the future is done at once, but its function has still to hear of it
        return "the future is cancelled: ${future.isCancelled}, its function is interrupted: ${interrupted.isSet}"
    }

    private suspend fun cancelledThere(threads: WrapFutureThreads): Deferred<String> {
        val begun = Event()
        val future = threads.submitEndless(begun, Event())
        begun.await()
        return wrapFuture(future).also { threads.cancel(future) }
    }

    private fun failingThere(threads: WrapFutureThreads): Deferred<String> =
        wrapFuture(threads.submitFailing(IOException("the disk is full")))

    /** The other way round: a thread waits for the future that a coroutine is behind. */
    private suspend fun failingHere(stage: Stage): String = supervisorScope {
        val deferred = async<String> {
            stage.delay(delay.toKotlinDuration())
            throw IOException("the network is down")
        }
        toThread { WrapFutureThreads.outcome(deferred.asCompletableFuture()) }
    }

    private suspend fun outcome(deferred: Deferred<String>): String = try {
        "gives ${deferred.await()}"
    } catch (_: CancellationException) {
        currentCoroutineContext().ensureActive() // it is the future that was cancelled, and not we
        "throws CancellationException, and the coroutine goes on"
    } catch (e: IOException) {
        "throws ${named(e)}"
    }
}

internal fun named(failure: Throwable) = "${failure::class.simpleName}: ${failure.message}"

fun main(args: Array<String>) = WrapFuture().launch(*args)
