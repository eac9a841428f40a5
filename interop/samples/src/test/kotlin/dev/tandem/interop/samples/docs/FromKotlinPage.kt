package dev.tandem.interop.samples.docs

import dev.tandem.coroutines.gather
import dev.tandem.interop.awaitShared
import dev.tandem.interop.runInExecutor
import dev.tandem.interop.toThread
import kotlinx.coroutines.asContextElement
import kotlinx.coroutines.withContext
import kotlinx.coroutines.withTimeoutOrNull
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.BlockingQueue
import java.util.concurrent.CompletableFuture
import java.util.concurrent.Executors
import java.util.concurrent.locks.ReentrantLock
import kotlin.concurrent.withLock
import kotlin.time.Duration

/** The Kotlin of the page for readers who come from Kotlin. */
internal object FromKotlinPage {
    // snippet: interruption
    fun print(letters: BlockingQueue<String>, out: Appendable) {
        try {
            while (true) out.append(letters.take())
        } catch (_: InterruptedException) {
            Thread.currentThread().interrupt() // take() has cleared it: set it again for the caller
        }
    }
    // end

    // snippet: lock
    class Account {
        private val lock = ReentrantLock()
        private var balance = 0

        fun deposit(amount: Int) = lock.withLock { balance += amount }

        fun depositTwice(amount: Int): Int = lock.withLock {
            deposit(amount) // the thread has the lock already, and gets it again
            deposit(amount)
            balance
        }
    }
    // end

    // snippet: executor
    suspend fun lengths(files: List<Path>): List<Int> {
        val pool = Executors.newFixedThreadPool(2)
        try {
            return gather(files) { file -> runInExecutor(pool) { Files.readString(file).length } }
        } finally {
            pool.shutdown() // or its threads live on, and the program with them
        }
    }
    // end

    // snippet: threadLocal
    private val user = ThreadLocal<String?>()

    suspend fun greetings(name: String): List<String> = withContext(user.asContextElement(name)) {
        listOf("Hello", "Goodbye").map { toThread { "$it, ${user.get()}" } } // each on a thread of its own
    }
    // end

    // snippet: shared
    suspend fun port(setting: CompletableFuture<Int>, patience: Duration): Int =
        withTimeoutOrNull(patience) { setting.awaitShared() } ?: 80 // kotlinx's await() would cancel it for everybody
    // end
}
