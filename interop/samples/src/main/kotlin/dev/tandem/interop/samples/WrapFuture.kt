package dev.tandem.interop.samples

import dev.tandem.coroutines.samples.SuspendingSample
import dev.tandem.interop.toThread
import dev.tandem.interop.wrapFuture
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.Seconds
import dev.tandem.samples.Stage
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.async
import kotlinx.coroutines.ensureActive
import kotlinx.coroutines.future.asCompletableFuture
import kotlinx.coroutines.supervisorScope
import picocli.CommandLine.Option
import java.io.IOException
import java.time.Duration
import java.util.concurrent.Callable
import java.util.concurrent.CompletableFuture
import java.util.concurrent.ExecutionException
import java.util.concurrent.Executors

/**
 * A pool's future, which only blocks, as a deferred, which coroutines await: results, cancellations and failures cross
 * from either side to the other.
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

    override suspend fun perform(stage: Stage) = main(stage.seconds(delay), result)

    // snippet: lesson
    fun function(seconds: Double, result: String): String {
        Thread.sleep(Math.round(1000 * seconds))
        return result
    }

    // supervisorScope: the async that fails below would cancel a coroutineScope
    suspend fun main(seconds: Double, result: String): Unit = supervisorScope {
        val pool = Executors.newCachedThreadPool()
        try {
            val slow = pool.submit(Callable { function(seconds, result) }) // a Callable gives a result
            println("the pool gives ${wrapFuture(slow).await()}")
        } finally {
            pool.shutdown()
        }

        val unwanted = CompletableFuture<String>()
        wrapFuture(unwanted).cancel()
        println("the coroutine cancels: the future is cancelled: ${unwanted.isCancelled}")

        val future = CompletableFuture<String>()
        val deferred = wrapFuture(future)
        future.cancel(true)
        try {
            deferred.await()
        } catch (e: CancellationException) {
            ensureActive() // it is the future that was cancelled, and not we
            println("the thread cancels: await throws CancellationException, and the coroutine goes on")
        }
        try {
            wrapFuture(CompletableFuture.failedFuture<String>(IOException("the disk is full"))).await()
        } catch (e: IOException) {
            println("the function fails: await throws IOException: ${e.message}")
        }
        try {
            val failing = async<String> { throw IOException("the network is down") }
            toThread { failing.asCompletableFuture().get() }
        } catch (e: ExecutionException) {
            println("the coroutine fails: get throws ExecutionException, caused by IOException: ${e.cause?.message}")
        }
    }
    // end
}

fun main(args: Array<String>) = WrapFuture().launch(*args)
