package dev.tandem.coroutines.samples

import dev.tandem.coroutines.Event
import dev.tandem.coroutines.newCondition
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import java.io.PrintStream

/** Where letters arrive one by one, and the reader waits for several. Its mutex guards the [letters]. */
class Mailbox(val out: PrintStream) {
    val mutex = Mutex()
    val arrival = mutex.newCondition()
    val letters = mutableListOf<String>()

    /** Set once the reader waits. */
    val ready = Event()

    /** Waits until there are [enough] letters. */
    suspend fun read(enough: Int) = mutex.withLock {
        out.println("reader waits for $enough letters")
        ready.set()
        arrival.awaitUntil { letters.size >= enough }
        out.println("reader has $letters")
    }

    /** Brings a letter. */
    suspend fun put(letter: String) = mutex.withLock {
        out.println("letter $letter")
        letters += letter
        arrival.signal()
    }
}
