package dev.tandem.interop.samples.failures

import kotlinx.coroutines.async
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking

// snippet: program
private var steps = 0 // of the second coroutine

fun main() = runBlocking {
    val meanwhile = async {
        // on this one thread, as all that runBlocking runs
        val total = (0..<1_000_000L).sum()
        if (total > 0) steps else -1
    }
    val second = launch {
        repeat(1_000_000) { steps++ }
    }
    println("while the first computed, the second made ${meanwhile.await()} steps")
    second.join()
    println("then it made $steps")
}
// end

// Output:
// while the first computed, the second made 0 steps
// then it made 1000000
