package dev.tandem.interop.samples.solutions

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.launch
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import kotlinx.coroutines.withTimeout
import kotlinx.coroutines.yield
import kotlin.time.Duration.Companion.seconds

private class NumberedAccount(val number: Int, var balance: Int) {
    val lock = Mutex()
}

/** Holds both locks, and takes the one with the lower number first, whichever way the money goes. */
private suspend fun transfer(from: NumberedAccount, to: NumberedAccount, amount: Int) {
    val (first, second) = listOf(from, to).sortedBy { it.number }
    first.lock.withLock {
        yield() // the other transfer may have its turn here
        second.lock.withLock {
            from.balance -= amount
            to.balance += amount
        }
    }
}

class TransferTest :
    FunSpec({
        test("transfers in both directions end, and no money is lost") {
            val a = NumberedAccount(1, 1000)
            val b = NumberedAccount(2, 1000)
            withTimeout(30.seconds) {
                // had each taken `from` first, they would wait for each other
                coroutineScope {
                    launch(Dispatchers.Default) { repeat(1_000) { transfer(a, b, 3) } }
                    launch(Dispatchers.Default) { repeat(1_000) { transfer(b, a, 2) } }
                }
            }
            a.balance shouldBe 0
            b.balance shouldBe 2000
        }
    })
