package dev.tandem.interop.samples.failures

import kotlinx.coroutines.async
import kotlinx.coroutines.runBlocking
import java.io.IOException

// snippet: program
private fun save(letter: String): Unit = throw IOException("no room for $letter")

fun main() = runBlocking {
    val saving = async { save("Dear Ada") }
    saving.join() // until it has ended, in whatever way
    println("saved")
}
// end

// Output:
// Exception in thread "main" java.io.IOException: no room for Dear Ada
// Exit: 1
