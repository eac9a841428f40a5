package dev.tandem.interop.samples.failures

import kotlinx.coroutines.future.await
import kotlinx.coroutines.future.future
import kotlinx.coroutines.runBlocking
import java.util.concurrent.TimeUnit
import java.util.concurrent.TimeoutException

// snippet: program
private fun compute(): Int {
    println("the answer is computed")
    return 42
}

fun main() = runBlocking {
    val answer = future { compute() } // on the thread of runBlocking
    try {
        println(answer.get(1, TimeUnit.SECONDS)) // blocks the thread that has to compute it
    } catch (_: TimeoutException) {
        println("no answer within a second")
    }
    println(answer.await()) // waits, and lets the loop go on
}
// end

// Output:
// no answer within a second
// the answer is computed
// 42
