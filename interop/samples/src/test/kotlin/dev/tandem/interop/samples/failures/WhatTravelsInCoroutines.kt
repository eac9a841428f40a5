package dev.tandem.interop.samples.failures

import dev.tandem.interop.runInExecutor
import dev.tandem.threads.processes.ProcessPool
import kotlinx.coroutines.runBlocking
import java.io.NotSerializableException
import java.io.Serializable

// snippet: program
private open class Tally {
    var count = 0

    fun increment(): Int = ++count
}

private class SerializableTally :
    Tally(),
    Serializable

fun main() = runBlocking {
    ProcessPool.builder().size(1).build().use { pool ->
        for (tally in listOf(Tally(), SerializableTally())) {
            try {
                println("over there: ${runInExecutor(pool) { tally.increment() }}")
            } catch (e: NotSerializableException) {
                println("not sent: ${e.message}")
            }
            println("here: ${tally.count}")
        }
    }
}
// end

// Output:
// not sent: dev.tandem.interop.samples.failures.Tally, in the task
// here: 0
// over there: 1
// here: 0
