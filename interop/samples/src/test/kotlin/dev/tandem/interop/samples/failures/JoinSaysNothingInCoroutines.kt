package dev.tandem.interop.samples.failures

import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.supervisorScope

// snippet: program
private var total = 0

private fun addUp(prices: List<String>) {
    for (price in prices) {
        total += price.toInt()
    }
}

fun main() = runBlocking {
    supervisorScope {
        // where a child's failure is its own affair
        val adder = launch { addUp(listOf("3", "4", "five", "6")) }
        adder.join() // it has ended; join knows no more than that
        println("the sum is $total")
    }
}
// end

// Output:
// Exception in thread "main" java.lang.NumberFormatException: For input string: "five"…
// …Suppressed: …
// the sum is 7
