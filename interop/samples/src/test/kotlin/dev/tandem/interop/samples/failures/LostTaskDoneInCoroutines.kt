package dev.tandem.interop.samples.failures

import dev.tandem.coroutines.JoinableQueue
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlin.time.Duration.Companion.seconds

// snippet: program
private suspend fun work(queue: JoinableQueue<String>) {
    while (true) {
        val item = queue.take()
        require(item.all { it.isDigit() }) { "not a number: $item" }
        println("$item is dealt with")
        queue.taskDone() // is not reached if the item is bad
    }
}

fun main() = runBlocking {
    val queue = JoinableQueue.fifo<String>()
    listOf("1", "two", "3").forEach { queue.put(it) }
    val worker = launch { work(queue) }
    if (queue.join(1.seconds)) {
        println("all items are dealt with")
    } else {
        println("join has waited long enough; left in the queue: ${queue.size}")
    }
    worker.cancel()
}
// end
// Output:
// 1 is dealt with
// Exception in thread "main" java.lang.IllegalArgumentException: not a number: two
// Exit: 1
