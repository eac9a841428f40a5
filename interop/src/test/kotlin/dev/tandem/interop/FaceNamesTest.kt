package dev.tandem.interop

import dev.tandem.coroutines.Barrier
import dev.tandem.coroutines.Event
import dev.tandem.coroutines.newCondition
import dev.tandem.fixtures.NoLeaks
import dev.tandem.fixtures.TestThread
import dev.tandem.fixtures.bounded
import io.kotest.assertions.nondeterministic.eventually
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.CoroutineStart.UNDISPATCHED
import kotlinx.coroutines.launch
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.Semaphore
import kotlinx.coroutines.sync.withLock
import kotlin.concurrent.withLock
import kotlin.time.Duration.Companion.seconds

/** What the faces tell of themselves. */
class FaceNamesTest :
    FunSpec({
        extension(NoLeaks())

        test("Java reads the state of a face by the names that Kotlin has") {
            val event = Event().asBlockingEvent().apply { set() }
            val condition = Mutex().asLock().newCondition()
            FaceNames.of(event, condition, Semaphore(3).asBlockingSemaphore(), Barrier(2).asBlockingBarrier()) shouldBe
                listOf(true, 0, 0, 3, 2, 0, false)
        }

        test("an event tells whether it is set, and counts the threads and the coroutines that wait") {
            bounded {
                val event = Event()
                val face = event.asBlockingEvent()
                val coroutine = launch(start = UNDISPATCHED) { event.await() }
                val thread = TestThread.start { face.await() }
                eventually(10.seconds) { face.waiters shouldBe 2 }
                "$face" shouldBe "Event[unset, waiters = 2]"
                face.set()
                thread.result()
                coroutine.join()
                face.waiters shouldBe 0
                "$face" shouldBe "Event[set]"
            }
        }

        test("a condition counts the threads and the coroutines that wait, without its lock") {
            bounded {
                val mutex = Mutex()
                val condition = mutex.newCondition()
                val face = condition.asBlockingCondition(mutex)
                val coroutine = launch(start = UNDISPATCHED) { mutex.withLock { condition.await() } }
                val thread = TestThread.start { mutex.asLock().withLock { face.await() } }
                eventually(10.seconds) { face.waiters shouldBe 2 }
                "$face" shouldBe "Condition[waiters = 2]"
                mutex.asLock().withLock { face.signalAll() }
                thread.result()
                coroutine.join()
                face.waiters shouldBe 0
            }
        }

        test("a barrier, a semaphore and a lock tell their state, and ask nobody else for a name") {
            val barrier = Barrier(2)
            "${barrier.asBlockingBarrier()}" shouldBe "$barrier"
            "${Semaphore(3, 1).asBlockingSemaphore()}" shouldBe "Semaphore[permits = 2]"
            val nameless = object {
                override fun toString(): String = throw AssertionError("the owner was asked")
            }
            val mutex = Mutex()
            "${mutex.asLock()}" shouldBe "Lock[unlocked]"
            mutex.lock(nameless)
            "${mutex.asLock()}" shouldBe "Lock[locked]"
        }
    })
