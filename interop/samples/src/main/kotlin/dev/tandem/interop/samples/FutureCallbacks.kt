package dev.tandem.interop.samples

import dev.tandem.coroutines.samples.SuspendingSample
import dev.tandem.interop.wrapFuture
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.Stage
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.future.asCompletableFuture
import kotlinx.coroutines.launch
import kotlinx.coroutines.yield
import java.util.concurrent.CompletableFuture
import kotlin.concurrent.thread

/**
 * Across the bridge, callbacks run where they would have run without it: at once, on the thread that completes the
 * future, or asks when it is done. Only a coroutine that awaits is scheduled.
 */
@CatalogueEntry(
    id = "callbacks",
    title = "See when a future's callbacks run, and on whose thread",
    documents = ["002"],
)
class FutureCallbacks : SuspendingSample() {
    override suspend fun perform(stage: Stage) = main()

    // snippet: lesson
    fun called() = println("called at once, on ${Thread.currentThread().name}")

    suspend fun main() = coroutineScope {
        println("a thread's future, as coroutines have it")
        val future = CompletableFuture<String>()
        val wrapped = wrapFuture(future)
        wrapped.invokeOnCompletion { called() }
        launch {
            wrapped.await()
            println("called later, by the loop")
        }
        yield() // lets others run: the loop is the one thread of runBlocking, which calls main
        thread(name = "completer") {
            future.complete("value")
            println("completing has returned")
        }.join()
        yield()

        println("a coroutine's future, as threads have it")
        val deferred = CompletableDeferred<String>()
        val stage = deferred.asCompletableFuture()
        stage.thenAccept { called() }
        thread(name = "completer") {
            deferred.complete("value")
            println("completing has returned")
        }.join()
        thread(name = "asker") {
            stage.thenAccept { called() }
            println("asking has returned")
        }.join()
    }
    // end
}

fun main(args: Array<String>) = FutureCallbacks().launch(*args)
