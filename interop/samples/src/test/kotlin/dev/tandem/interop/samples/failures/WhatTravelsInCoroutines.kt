package dev.tandem.interop.samples.failures

import dev.tandem.interop.runInExecutor
import dev.tandem.threads.processes.ProcessPool
import kotlinx.coroutines.runBlocking
import java.io.NotSerializableException
import java.util.concurrent.atomic.AtomicInteger

// snippet: program
private class Tally {
    var count = 0

    fun increment(): Int = ++count
}

fun main() = runBlocking {
    ProcessPool.builder().size(1).build().use { pool ->
        val tally = Tally()
        try {
            println("over there: ${runInExecutor(pool) { tally.increment() }}")
        } catch (e: NotSerializableException) {
            println("not sent: ${e.message}")
        }
        println("here: ${tally.count}")

        val serializable = AtomicInteger()
        println("over there: ${runInExecutor(pool) { serializable.incrementAndGet() }}")
        println("here: $serializable")
    }
}
// end

// Output:
// not sent: dev.tandem.interop.samples.failures.Tally, in the task
// here: 0
// over there: 1
// here: 0
