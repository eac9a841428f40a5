package dev.tandem.interop.samples.failures

import dev.tandem.coroutines.Condition
import dev.tandem.coroutines.newCondition
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import kotlinx.coroutines.yield

// snippet: program
private suspend fun taker(name: String, letters: ArrayDeque<String>, lock: Mutex, changed: Condition) = lock.withLock {
    if (letters.isEmpty()) changed.await() // should be: while
    println("$name has ${letters.removeFirst()}")
}

fun main() = runBlocking {
    val letters = ArrayDeque<String>()
    val lock = Mutex()
    val changed = lock.newCondition()
    val takers = List(2) { launch { taker("taker-$it", letters, lock, changed) } }
    yield() // both begin, and wait
    lock.withLock {
        letters += "a letter"
        changed.signalAll()
    }
    takers.forEach { it.join() }
    println("done")
}
// end

// Output:
// taker-0 has a letter
// Exception in thread "main" java.util.NoSuchElementException: ArrayDeque is empty.
// Exit: 1
