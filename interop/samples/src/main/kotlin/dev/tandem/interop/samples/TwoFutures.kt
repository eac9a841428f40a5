package dev.tandem.interop.samples

import dev.tandem.coroutines.samples.SuspendingSample
import dev.tandem.interop.wrapFuture
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.Seconds
import dev.tandem.samples.Stage
import dev.tandem.threads.Futures
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineStart.UNDISPATCHED
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.future.asCompletableFuture
import kotlinx.coroutines.launch
import kotlinx.coroutines.withTimeout
import kotlinx.coroutines.yield
import picocli.CommandLine.Option
import java.time.Duration
import java.util.concurrent.CompletableFuture
import java.util.concurrent.TimeUnit.MILLISECONDS
import kotlin.time.Duration.Companion.seconds

/**
 * The five differences between a future that threads wait for and one that coroutines await, each by doing the same with
 * both.
 */
@OptIn(ExperimentalCoroutinesApi::class) // for getCompleted
@CatalogueEntry(
    id = "two-futures",
    title = "See the five differences between a thread's future and a coroutine's",
    documents = ["002"],
)
class TwoFutures : SuspendingSample() {
    @Option(
        names = ["--result"],
        paramLabel = "TEXT",
        defaultValue = "123",
        description = [$$"What the function behind each future gives (default: ${DEFAULT-VALUE})."],
    )
    private lateinit var result: String

    @Option(
        names = ["--delay"],
        paramLabel = "SECONDS",
        defaultValue = "1",
        converter = [Seconds::class],
        description = [$$"How long that function takes (default: ${DEFAULT-VALUE})."],
    )
    private lateinit var delay: Duration

    override suspend fun perform(stage: Stage) = main(stage.seconds(delay), result)

    // snippet: lesson
    suspend fun othersRun(wait: suspend () -> Unit): Boolean = coroutineScope {
        var ran = false
        launch { ran = true } // on this coroutine's thread, once that is free
        wait()
        ran
    }

    suspend fun thrown(call: suspend () -> Unit) = runCatching { call() }.exceptionOrNull()?.javaClass?.simpleName

    suspend fun main(seconds: Double, result: String) = coroutineScope {
        val millis = Math.round(1000 * seconds)
        println("1. waiting for it: do others run on this thread meanwhile?")
        val future = CompletableFuture<String>().completeOnTimeout(result, millis, MILLISECONDS)
        val deferred = async { result.also { delay(seconds.seconds) } }
        println("   thread's:    get() blocks: ${othersRun { future.get() }}")
        println("   coroutine's: await() suspends: ${othersRun { deferred.await() }}")
        println("2. waiting with a timeout")
        val lateFuture = CompletableFuture<String>()
        val late = CompletableDeferred<String>()
        println("   thread's:    get takes one: ${thrown { lateFuture.get(millis, MILLISECONDS) }}")
        println("   coroutine's: withTimeout around await: ${thrown { withTimeout(millis) { late.await() } }}")
        println("3. asking for the result before there is one")
        val soon = CompletableFuture<String>().completeOnTimeout(result, millis, MILLISECONDS)
        println("   thread's:    get() waits for it: ${soon.get()}")
        println("   coroutine's: getCompleted() throws: ${thrown { late.getCompleted() }}")
        println("4. being told of it")
        lateFuture.thenAccept { println("   thread's:    called back at once") }
        lateFuture.complete(result)
        println("   thread's:    complete() has returned")
        launch(start = UNDISPATCHED) { println("   coroutine's: goes on later, with ${late.await()}") }
        late.complete(result)
        println("   coroutine's: complete() has returned")
        yield()
        println("5. waiting for several of a kind, one made of the other kind")
        println("   thread's:    Futures.gather: ${Futures.gather(listOf(future, deferred.asCompletableFuture()))}")
        println("   coroutine's: awaitAll: ${awaitAll(deferred, wrapFuture(future))}")
    }
    // end
}

fun main(args: Array<String>) = TwoFutures().launch(*args)
