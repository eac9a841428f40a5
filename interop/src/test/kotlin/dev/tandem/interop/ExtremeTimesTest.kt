package dev.tandem.interop

import dev.tandem.coroutines.Barrier
import dev.tandem.coroutines.Event
import dev.tandem.coroutines.JoinableQueue
import dev.tandem.fixtures.Gate
import dev.tandem.fixtures.TestThread
import dev.tandem.fixtures.isDoneWithin
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.Semaphore
import java.time.Duration
import java.util.Date
import java.util.concurrent.TimeUnit
import java.util.concurrent.TimeoutException
import kotlin.concurrent.withLock
import kotlin.time.Duration.Companion.milliseconds

/** Each timed wait of each face, with times of all lengths, both ways. */
class ExtremeTimesTest :
    FunSpec({
        for ((name, wait) in durations) {
            for (time in listOf(Duration.ofSeconds(Long.MIN_VALUE), Duration.ofNanos(-1), Duration.ZERO)) {
                test("$name for $time does not wait") { TestThread.start { wait(time) }.result() shouldBe false }
            }
            test("$name for the longest time waits") {
                waits { wait(Duration.ofSeconds(Long.MAX_VALUE, 999_999_999)) }
            }
        }

        for ((name, wait) in units) {
            for (unit in TimeUnit.entries) {
                for (time in listOf(Long.MIN_VALUE, -1, 0)) {
                    test("$name for $time $unit does not wait") {
                        TestThread.start { wait(time, unit) }.result() shouldBe
                            false
                    }
                }
                test("$name for as many $unit as there can be waits") { waits { wait(Long.MAX_VALUE, unit) } }
            }
        }

        test("a condition awaited until a date that is past, however long, does not wait") {
            for (date in listOf(Long.MIN_VALUE, Long.MIN_VALUE + 1, -1, 0)) {
                TestThread.start { held { it.awaitUntil(Date(date)) } }.result() shouldBe false
            }
        }

        test("a condition awaited until the last of all dates waits") {
            waits { held { it.awaitUntil(Date(Long.MAX_VALUE)) } }
        }

        test("a condition awaited for less than no nanoseconds has nothing left") {
            for (nanos in listOf(Long.MIN_VALUE, -1, 0)) {
                (TestThread.start { held { it.awaitNanos(nanos) } }.result() <= 0) shouldBe true
            }
            waits { held { it.awaitNanos(Long.MAX_VALUE) } }
        }
    })

private fun waits(call: () -> Any?) {
    val caller = TestThread.start(call)
    caller.untilItWaits()
    caller.isDoneWithin(20.milliseconds) shouldBe false
    caller.interrupt()
    shouldThrow<InterruptedException> { caller.result() }
}

private fun <T> held(wait: (BlockingCondition) -> T): T {
    val lock = Mutex().asLock()
    val condition = lock.newCondition()
    return lock.withLock { wait(condition) }
}

private val durations: Map<String, (Duration) -> Boolean> =
    mapOf(
        "an event awaited" to { Event().asBlockingEvent().await(it) },
        "a permit acquired" to { Semaphore(1, 1).asBlockingSemaphore().tryAcquire(it) },
        "a queue joined" to {
            JoinableQueue.fifo<Int>().asBlockingQueue().apply { add(1) }.join(it)
        },
        "a condition awaited" to { time -> held { it.await(time) } },
        "a condition awaited until it holds" to { time -> held { it.awaitUntil({ false }, time) } },
        "a barrier awaited" to { inTime { Barrier(2).asBlockingBarrier().await(it) } },
        "a suspend function blocked on" to { inTime { MailReader.block(it) { Gate<String?>().pass() } } },
    )

private val units: Map<String, (Long, TimeUnit) -> Boolean> =
    mapOf(
        "an item polled" to { time, unit -> JoinableQueue.fifo<Int>().asBlockingQueue().poll(time, unit) != null },
        "an item offered" to { time, unit ->
            JoinableQueue.fifo<Int>(1).asBlockingQueue().apply { add(1) }.offer(2, time, unit)
        },
        "a lock tried" to { time, unit -> Mutex(locked = true).asLock().tryLock(time, unit) },
        "a condition awaited" to { time, unit -> held { it.await(time, unit) } },
    )
