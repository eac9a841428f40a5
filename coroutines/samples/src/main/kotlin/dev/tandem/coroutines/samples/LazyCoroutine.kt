package dev.tandem.coroutines.samples

import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.Stage
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.launch
import kotlinx.coroutines.yield

/**
 * A lazy coroutine is what calling a coroutine function gives in Python: it runs nothing until somebody starts it or
 * waits for it.
 */
@CatalogueEntry(
    id = "lazy-coroutine",
    title = "Call a function that runs nothing until it is started",
    documents = ["002"],
)
class LazyCoroutine : SuspendingSample() {
    override suspend fun perform(stage: Stage) = main()

    // snippet: lesson
    suspend fun function() {
        println(1)
    }

    suspend fun main() = coroutineScope {
        val result = launch(start = CoroutineStart.LAZY) { function() }
        val forgotten = launch(start = CoroutineStart.LAZY) { function() }
        yield() // whatever has been started runs now
        println("called twice: nothing has run")
        result.join() // starts it
        println("started once: it has run once")
        forgotten.cancel() // or the scope would wait for it for ever
    }
    // end
}

fun main(args: Array<String>) = LazyCoroutine().launch(*args)
