package dev.tandem.interop.samples.failures

import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.yield
import java.io.IOException
import kotlin.time.Duration.Companion.minutes

// snippet: program
private suspend fun fetch(page: String): String = try {
    if (page == "b") {
        yield() // the other two are under way
        throw IOException("b: connection refused")
    }
    delay(1.minutes)
    println("fetched $page")
    "the text of $page"
} catch (end: CancellationException) {
    println("gave up $page")
    throw end
}

fun main() = runBlocking {
    try {
        val texts = coroutineScope { listOf("a", "b", "c").map { async { fetch(it) } }.awaitAll() }
        println("texts: $texts")
    } catch (failure: IOException) {
        println("no texts: ${failure.message}")
    }
}
// end
// Unordered output:
// gave up a
// gave up c
// no texts: b: connection refused
