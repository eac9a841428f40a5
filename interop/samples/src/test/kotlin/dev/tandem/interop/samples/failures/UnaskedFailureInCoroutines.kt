package dev.tandem.interop.samples.failures

import kotlinx.coroutines.async
import kotlinx.coroutines.runBlocking

// snippet: program
private fun share(apples: Int, people: Int) {
    println("$apples apples for $people: ${apples / people} each")
}

fun main() {
    runBlocking {
        for (people in listOf(4, 0, 3)) {
            async { share(12, people) } // the deferred is dropped
        }
    }
    println("Done.")
}
// end
// Output:
// 12 apples for 4: 3 each
// Exception in thread "main" java.lang.ArithmeticException: / by zero
// Exit: 1
