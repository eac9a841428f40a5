package dev.tandem.interop.samples

import dev.tandem.coroutines.samples.SuspendingSample
import dev.tandem.coroutines.samples.delay
import dev.tandem.interop.wrapFuture
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.Seconds
import dev.tandem.samples.Stage
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.future.asCompletableFuture
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext
import picocli.CommandLine.Option
import java.time.Duration
import java.util.concurrent.Executors
import java.util.concurrent.Future
import kotlin.time.toKotlinDuration

/**
 * The five differences between a future that threads wait for ([ThreadFuture], in Java) and one that coroutines await
 * ([AwaitableFuture]), each by doing with both what only one was made for.
 */
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

    override suspend fun perform(stage: Stage) {
        val pool = Executors.newSingleThreadExecutor()
        try {
            val thread = ThreadFuture(pool) { result.also { stage.sleep(delay) } }
            val coroutine = AwaitableFuture { result.also { stage.delay(delay.toKotlinDuration()) } }
            // one thread for all coroutines, to see what a future that blocks it does to the others
            withContext(Dispatchers.Default.limitedParallelism(1)) { compare(thread, coroutine, stage) }
        } finally {
            pool.shutdownNow()
        }
    }

    private suspend fun compare(thread: ThreadFuture, coroutine: AwaitableFuture, stage: Stage) {
        val patience = stage.scaled(delay)
        val future = thread.submit()
        val deferred = coroutineScope { with(coroutine) { start() } }
        stage.show(
            "1. waiting for it: do others run on this thread meanwhile?",
            "get() blocks: ${othersRun { thread.getBlocking() }}",
            "await() suspends: ${othersRun { coroutine.awaitSuspending() }}",
        )
        stage.show(
            "2. waiting with a timeout",
            "get takes one: ${thread.getInTime(patience)}",
            "withTimeout around await: ${coroutine.awaitInTime(patience.toKotlinDuration())}",
        )
        stage.show(
            "3. asking for the result before there is one",
            "get() waits for it: ${thread.getBlocking()}",
            "getCompleted() throws: ${coroutine.getCompletedAtOnce()}",
        )
        stage.show(
            "4. being told of it",
            thread.callbackOrder(result).joinToString(", then "),
            coroutine.callbackOrder(result).joinToString(", then "),
        )
        stage.show("5. what waits for several takes a Future, or a Deferred", kinds(future), kinds(deferred))
        stage.show(
            "Each as the other kind, the first of several that is done",
            "wrapFuture: ${coroutine.firstCompleted(wrapFuture(future))}",
            "asCompletableFuture: ${thread.firstCompleted(deferred.asCompletableFuture())}",
        )
    }

    private fun Stage.show(difference: String, thread: String, coroutine: String) {
        println(difference)
        println("   thread's:    $thread")
        println("   coroutine's: $coroutine")
    }

    private fun kinds(future: Any) = "is a Future: ${future is Future<*>}, is a Deferred: ${future is Deferred<*>}"

    /** Whether another coroutine of this one's thread ran while [wait] waited. */
    private suspend fun othersRun(wait: suspend () -> Unit): Boolean = coroutineScope {
        var ran = false
        launch { ran = true }
        wait()
        ran
    }
}

fun main(args: Array<String>) = TwoFutures().launch(*args)
