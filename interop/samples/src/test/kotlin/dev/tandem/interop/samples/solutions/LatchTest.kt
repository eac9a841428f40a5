package dev.tandem.interop.samples.solutions

import dev.tandem.coroutines.newCondition
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.launch
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import kotlinx.coroutines.test.runCurrent
import kotlinx.coroutines.test.runTest

/** Lets everybody through once it has been counted down [count] times. */
class Latch(private var count: Int) {
    private val lock = Mutex()
    private val open = lock.newCondition()

    suspend fun countDown() = lock.withLock {
        if (--count == 0) open.signalAll()
    }

    suspend fun await() = lock.withLock {
        open.awaitUntil { count <= 0 } // true at once for those who come later
    }
}

class LatchTest :
    FunSpec({
        test("those who wait pass at the last count, and those who come later at once") {
            runTest {
                val latch = Latch(2)
                val passed = mutableListOf<String>()
                suspend fun pass(name: String) {
                    latch.await()
                    passed += name
                }
                launch { pass("a") }
                launch { pass("b") }
                runCurrent()
                latch.countDown()
                runCurrent()
                passed.shouldBeEmpty()
                latch.countDown()
                runCurrent()
                pass("c")
                passed.shouldContainExactly("a", "b", "c")
            }
        }

        test("one that is cancelled while it waits leaves the latch to the others") {
            runTest {
                val latch = Latch(1)
                val passed = mutableListOf<String>()
                val cancelled = launch {
                    latch.await()
                    passed += "cancelled"
                }
                launch {
                    latch.await()
                    passed += "other"
                }
                runCurrent()
                cancelled.cancelAndJoin()
                latch.countDown()
                runCurrent()
                passed.shouldContainExactly("other")
            }
        }
    })
