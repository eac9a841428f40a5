package dev.tandem.interop.samples.failures

import kotlinx.coroutines.async
import kotlinx.coroutines.future.asCompletableFuture
import kotlinx.coroutines.runBlocking
import java.util.concurrent.TimeUnit.SECONDS
import java.util.concurrent.TimeoutException

// snippet: program
private suspend fun answer() = 42

fun main() = runBlocking {
    val future = async { answer() }
    try {
        println(future.asCompletableFuture().get(1, SECONDS)) // blocks the thread on which answer() would run
    } catch (_: TimeoutException) {
        println("nothing after a second")
    }
    println("awaited: ${future.await()}") // gives the thread back meanwhile
}
// end

// Output:
// nothing after a second
// awaited: 42
