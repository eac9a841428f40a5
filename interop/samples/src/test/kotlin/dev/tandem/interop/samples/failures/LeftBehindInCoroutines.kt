package dev.tandem.interop.samples.failures

import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.DelicateCoroutinesApi
import kotlinx.coroutines.GlobalScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlin.time.Duration.Companion.seconds

// snippet: program
private suspend fun save(letter: String, begun: CompletableDeferred<Unit>) {
    try {
        begun.complete(Unit)
        delay(60.seconds) // a slow disk
        println("saved: $letter")
    } finally {
        println("the file is closed")
    }
}

@OptIn(DelicateCoroutinesApi::class)
fun main() = runBlocking {
    val begun = CompletableDeferred<Unit>()
    val saving = GlobalScope.launch { save("Dear Ada", begun) }
    begun.await()
    println("good night") // and nobody has waited for `saving`
}
// end

// Output:
// good night
