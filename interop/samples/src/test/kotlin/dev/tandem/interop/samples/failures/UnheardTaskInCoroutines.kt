package dev.tandem.interop.samples.failures

import dev.tandem.coroutines.Event
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking

// snippet: program
private fun charge(tried: Event) {
    tried.set()
    error("the card is refused")
}

private suspend fun ship(tried: Event) {
    try {
        tried.await()
        println("shipped")
    } finally {
        println("shipping has ended")
    }
}

fun main() = runBlocking {
    val tried = Event()
    val shipping = launch { ship(tried) }
    val charging = launch { charge(tried) }
    shipping.join() // and nobody waits for charging
    println("the order is done")
}
// end

// Output:
// shipping has ended
// Exception in thread "main" java.lang.IllegalStateException: the card is refused
// Exit: 1
