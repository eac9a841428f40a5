package dev.tandem.coroutines.samples

import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.Stage
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.Job
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.launch
import kotlinx.coroutines.yield

/**
 * A lazy coroutine is what calling a coroutine function gives in Python: it runs nothing until somebody starts it or
 * waits for it. One that nobody starts has to be cancelled, or its scope waits for it for ever.
 */
@CatalogueEntry(
    id = "lazy-coroutine",
    title = "Call a function that runs nothing until it is started",
    documents = ["002"],
)
class LazyCoroutine : SuspendingSample() {
    override suspend fun perform(stage: Stage) = coroutineScope {
        val result = func(stage)
        val forgotten = func(stage)
        yield() // whatever has been started runs now
        println("called twice: nothing has run")
        result.join() // starts it
        println("started once: it has run once")
        forgotten.cancel()
    }

    private fun CoroutineScope.func(stage: Stage): Job = launch(start = CoroutineStart.LAZY) {
        println("1")
    }
}

fun main(args: Array<String>) = LazyCoroutine().launch(*args)
