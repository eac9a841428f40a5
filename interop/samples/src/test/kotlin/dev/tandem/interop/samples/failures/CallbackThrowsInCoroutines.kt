package dev.tandem.interop.samples.failures

import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.async
import kotlinx.coroutines.runBlocking

// snippet: program
private fun callBack(price: Deferred<String>) {
    price.invokeOnCompletion { println("to pay: ${price.getCompleted().toInt()}") } // "free" is no number
    price.invokeOnCompletion { println("the other callback is called") }
}

fun main() = runBlocking {
    val price = CompletableDeferred<String>()
    callBack(price)
    try {
        price.complete("free")
    } catch (e: RuntimeException) {
        println("complete throws, because of ${e.cause}")
    }
    println("the price is ${price.await()}")

    val found = async { "free" } // is completed by its coroutine, so nobody calls complete
    callBack(found)
    println("the price found is ${found.await()}")
}
// end

// Output:
// the other callback is called
// complete throws, because of java.lang.NumberFormatException: For input string: "free"
// the price is free
// the other callback is called
// Exception in thread "main" kotlinx.coroutines.CompletionHandlerException: …
// …Suppressed: …
// Caused by: java.lang.NumberFormatException: For input string: "free"
// the price found is free
