package dev.tandem.coroutines

import io.kotest.core.spec.style.FunSpec
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart.UNDISPATCHED
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.launch
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import kotlinx.coroutines.withContext
import org.jetbrains.lincheck.Lincheck
import java.util.concurrent.BrokenBarrierException

/**
 * Small programs whose interleavings Lincheck goes through one by one, with a cancellation at every moment. They check
 * what [LinearizabilityTest] cannot (decision 7). Nobody blocks: when both threads have ended, nothing moves any more, and
 * what has not completed never will.
 */
class ModelCheckedTest :
    FunSpec({
        fun check(program: () -> Unit) = Lincheck.runConcurrentTest(INVOCATIONS, program)

        test("a signal that meets a cancellation reaches whoever is left") {
            check {
                val mutex = Mutex()
                val changed = mutex.newCondition()
                val waiters = List(2) { Call { mutex.withLock { changed.await() } } }
                together(
                    { Call { mutex.withLock { changed.signal() } } },
                    { waiters[0].cancel() },
                )
                mutex.isLocked mustBe false
                waiters.count { it.returned } mustBe 1
                if (waiters[1].returned) waiters[0].cancelled mustBe true
            }
        }

        test("a cancelled waiter has the mutex back before it goes on, whoever else wants it") {
            check {
                val mutex = Mutex()
                val changed = mutex.newCondition()
                var inside = 0
                fun enter() {
                    ++inside mustBe 1
                    inside--
                }
                val waiter = Call {
                    mutex.withLock {
                        try {
                            changed.await()
                        } finally {
                            enter()
                        }
                    }
                }
                lateinit var other: Call<Unit>
                together({ waiter.cancel() }, { other = Call { mutex.withLock { enter() } } })
                other.returned mustBe true
                waiter.cancelled mustBe true
                mutex.isLocked mustBe false
            }
        }

        test("a barrier trips for all or breaks for all, if a party is cancelled as the last one comes") {
            check {
                val barrier = Barrier(3)
                val waiting = List(2) { Call { barrier.await() } }
                lateinit var last: Call<Int>
                together({ last = Call { barrier.await() } }, { waiting[0].cancel() })
                if (barrier.isBroken) {
                    waiting[0].cancelled mustBe true
                    listOf(waiting[1], last).forEach { it.brokenBarrier mustBe true }
                } else {
                    listOf(waiting[1], last).forEach { it.returned mustBe true }
                }
            }
        }

        test("a barrier whose action is under way breaks for all, or trips for all, if a party is cancelled") {
            check {
                val gate = CompletableDeferred<Unit>()
                val barrier = Barrier(3) { gate.await() }
                val parties = List(3) { Call { barrier.await() } }
                together({ gate.complete(Unit) }, { parties[0].cancel() })
                val others = parties.drop(1)
                others.map { it.returned }.distinct().size mustBe 1
                others.all { it.brokenBarrier } mustBe barrier.isBroken
            }
        }

        test("a party told to run the action, and cancelled, gives its turn back") {
            check {
                val gates = List(3) { CompletableDeferred<Unit>() }
                var actions = 0
                val barrier = Barrier(2) { withContext(NonCancellable) { gates[actions++].await() } }
                val first = List(2) { Call { barrier.await() } }
                barrier.reset()
                val second = List(2) { Call { barrier.await() } }
                together({ gates[0].complete(Unit) }, { second[1].cancel() })
                first.all { it.brokenBarrier } mustBe true
                gates[1].complete(Unit)
                if (barrier.isBroken) barrier.reset()
                val third = List(2) { Call { barrier.await() } }
                gates[2].complete(Unit)
                (second + third).all { it.ended } mustBe true
                third.all { it.returned } mustBe true
                second[0].returned mustBe !second[0].brokenBarrier
            }
        }

        test("who comes as the action ends, and is cancelled, breaks nothing or its own generation") {
            check {
                val gate = CompletableDeferred<Unit>()
                val barrier = Barrier(2) { gate.await() }
                val parties = List(2) { Call { barrier.await() } }
                val early = Call { barrier.await() }
                together({ gate.complete(Unit) }, { early.cancel() })
                early.cancelled mustBe true
                parties.all { it.returned } mustBe true
                barrier.waiting mustBe 0
            }
        }

        test("those who come as the action ends arrive, all of them, and none twice") {
            check {
                val gate = CompletableDeferred<Unit>()
                val barrier = Barrier(2) { gate.await() }
                val parties = List(2) { Call { barrier.await() } }
                val later = arrayOfNulls<Call<Int>>(2)
                together(
                    { gate.complete(Unit) },
                    { for (i in later.indices) later[i] = Call { barrier.await() } },
                )
                (parties + later).all { it!!.returned } mustBe true
                barrier.waiting mustBe 0
            }
        }

        test("a reset and a last arrival leave nobody waiting, or the newcomer alone") {
            check {
                val barrier = Barrier(2)
                val first = Call { barrier.await() }
                lateinit var second: Call<Int>
                together({ second = Call { barrier.await() } }, { barrier.reset() })
                first.ended mustBe true
                if (second.ended) {
                    barrier.waiting mustBe 0
                } else {
                    first.brokenBarrier mustBe true
                    barrier.waiting mustBe 1
                }
            }
        }
    })

private const val INVOCATIONS = 30

/** A coroutine that runs wherever it is resumed, and what came of its call. */
private class Call<T>(call: suspend () -> T) {
    private var outcome: Result<T>? = null

    private val job =
        CoroutineScope(Dispatchers.Unconfined).launch(start = UNDISPATCHED) { outcome = runCatching { call() } }

    val ended get() = outcome != null
    val returned get() = outcome?.isSuccess == true
    val cancelled get() = outcome?.exceptionOrNull() is CancellationException
    val brokenBarrier get() = outcome?.exceptionOrNull() is BrokenBarrierException

    fun cancel() = job.cancel()
}

private fun together(one: () -> Unit, other: () -> Unit) {
    val threads = listOf(Thread(one), Thread(other))
    threads.forEach { it.start() }
    threads.forEach { it.join() }
}

/** Kotest's `shouldBe` would have Lincheck go through all of Kotlin's reflection. */
private infix fun Any?.mustBe(expected: Any?) = check(this == expected) { "$this must be $expected" }
