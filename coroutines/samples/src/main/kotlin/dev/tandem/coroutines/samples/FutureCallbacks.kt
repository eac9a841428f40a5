package dev.tandem.coroutines.samples

import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.Stage
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.launch
import kotlinx.coroutines.yield
import kotlin.concurrent.thread

/**
 * A deferred's completion handler runs on the thread that completes it, inside `complete`; asked for when the deferred is
 * done, on the thread that asks. A coroutine that awaits it is scheduled on its own dispatcher, and neither of them waits
 * for it.
 */
@CatalogueEntry(
    id = "callbacks",
    title = "See when a future's callbacks run, and on whose thread",
    documents = ["002"],
)
class FutureCallbacks : SuspendingSample() {
    override suspend fun perform(stage: Stage) = main()

    // snippet: lesson
    fun ask(future: Deferred<String>) {
        future.invokeOnCompletion { println("called at once, on ${Thread.currentThread().name}") }
        println("asking has returned")
    }

    fun CoroutineScope.askLoop(future: Deferred<String>) {
        launch {
            future.await()
            println("called later, by the loop")
        }
        println("asking has returned")
    }

    fun complete(future: CompletableDeferred<String>) {
        future.complete("value")
        println("completing has returned")
    }

    suspend fun main() = coroutineScope {
        println("a callback that is called at once")
        val future = CompletableDeferred<String>()
        ask(future)
        thread(name = "completer") { complete(future) }.join()
        thread(name = "asker") { ask(future) }.join()

        println("a callback that is scheduled")
        val scheduled = CompletableDeferred<String>()
        askLoop(scheduled)
        yield() // lets others run: the loop is the one thread of runBlocking, which calls main
        complete(scheduled)
        yield()
        askLoop(scheduled)
    } // waits for what was launched in it
    // end
}

fun main(args: Array<String>) = FutureCallbacks().launch(*args)
