package dev.tandem.interop

import dev.tandem.coroutines.JoinableQueue
import dev.tandem.coroutines.consumeEach
import dev.tandem.fixtures.NoLeaks
import dev.tandem.fixtures.bounded
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.launch
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import java.util.concurrent.BlockingQueue
import kotlin.concurrent.thread
import kotlin.concurrent.withLock

/** The snippets of interop/README.md about blocking faces, run. */
class FacesReadmeTest :
    FunSpec({
        extension(NoLeaks())

        test("asBlockingQueue") {
            bounded { crawlAll(listOf("a", "b", "c")).shouldContainExactly("a", "b", "c") }
        }

        test("asLock") {
            bounded {
                val account = Account()
                val depositor = thread { repeat(1_000) { account.deposit(1) } }
                launch(Dispatchers.Default) { repeat(1_000) { account.depositSuspending(1) } }.join()
                depositor.join()
                account.deposit(0) shouldBe 2_000
            }
        }
    })

// snippet: asBlockingQueue
suspend fun crawlAll(urls: List<String>): List<String> = coroutineScope {
    val crawled = mutableListOf<String>()
    val queue = JoinableQueue.fifo<String>(capacity = 2)
    launch { queue.consumeEach { url -> crawled += url } } // a coroutine takes

    val blocking: BlockingQueue<String> = queue.asBlockingQueue()
    val producer = thread { urls.forEach { blocking.put(it) } } // a thread puts

    toThread { producer.join() }
    queue.join()
    queue.shutdown()
    crawled
}
// end

// snippet: asLock
class Account {
    private val mutex = Mutex()
    private val lock = mutex.asLock()
    private var balance = 0

    fun deposit(amount: Int): Int = lock.withLock {
        // java.util.concurrent.locks.Lock: blocks
        balance += amount
        balance
    }

    suspend fun depositSuspending(amount: Int): Int = mutex.withLock {
        // suspends, for the same lock
        balance += amount
        balance
    }
}
// end
