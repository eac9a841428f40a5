package dev.tandem.interop.samples.failures

import dev.tandem.coroutines.Barrier
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking

// snippet: program
private var balance = 0
private val bothHaveRead = Barrier(2)

private suspend fun payIn(amount: Int) {
    val seen = balance
    bothHaveRead.await() // any suspension would do, on one thread as on many
    balance = seen + amount
}

fun main() = runBlocking {
    coroutineScope {
        repeat(2) { launch { payIn(100) } }
    }
    println("paid in: 2 x 100, balance: $balance")
}
// end

// Output:
// paid in: 2 x 100, balance: 100
