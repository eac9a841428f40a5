package dev.tandem.coroutines

import io.kotest.core.spec.style.FunSpec
import kotlinx.coroutines.CancellableContinuation
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart.UNDISPATCHED
import kotlinx.coroutines.Delay
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.DisposableHandle
import kotlinx.coroutines.InternalCoroutinesApi
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.launch
import kotlinx.coroutines.selects.select
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import kotlinx.coroutines.withContext
import org.jetbrains.lincheck.Lincheck
import java.util.concurrent.BrokenBarrierException
import java.util.concurrent.ConcurrentLinkedQueue
import kotlin.coroutines.AbstractCoroutineContextElement
import kotlin.coroutines.Continuation
import kotlin.coroutines.ContinuationInterceptor
import kotlin.coroutines.CoroutineContext
import kotlin.time.Duration.Companion.seconds

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

        test("a taker that finds nothing, and is cancelled meanwhile, leaves the others in their places") {
            check {
                val queue = JoinableQueue.fifo<Int>()
                val later = Later()
                val cancelled = Call(later) { queue.take() }
                val patient = List(2) { Call { queue.take() } }
                queue.offer(1)
                queue.poll() mustBe 1
                together({ later.runAll() }, { cancelled.cancel() })
                later.runAll()
                cancelled.cancelled mustBe true
                queue.offer(2)
                queue.offer(3)
                patient.map { it.result } mustBe listOf(2, 3)
            }
        }

        test("an item that meets the end of a taker's time is taken, or stays") {
            check {
                val queue = JoinableQueue.fifo<Int>()
                val clock = ManualClock()
                val taker = Call(clock) { queue.poll(1.seconds) }
                together({ queue.offer(1) }, { clock.ring() })
                taker.returned mustBe true
                listOfNotNull(taker.result, queue.poll()) mustBe listOf(1)
            }
        }

        test("room that meets the end of a putter's time is used, or free") {
            check {
                val queue = JoinableQueue.fifo<Int>(1)
                queue.offer(1)
                val clock = ManualClock()
                val putter = Call(clock) { queue.offer(2, 1.seconds) }
                together({ queue.poll() }, { clock.ring() })
                putter.returned mustBe true
                queue.poll() mustBe if (putter.result == true) 2 else null
            }
        }

        test(
            "an item that meets the end of one taker's time and the cancellation of another reaches the third, or stays",
        ) {
            check {
                val queue = JoinableQueue.fifo<Int>()
                val clock = ManualClock()
                val timed = Call(clock) { queue.poll(1.seconds) }
                val cancelled = Call { queue.take() }
                val patient = Call { queue.take() }
                together(
                    { queue.offer(1) },
                    {
                        clock.ring()
                        cancelled.cancel()
                    },
                )
                listOfNotNull(timed.result, cancelled.result, patient.result, queue.poll()) mustBe listOf(1)
                timed.ended mustBe true
            }
        }

        test("an item that meets a select which chooses something else reaches the taker behind it") {
            check {
                val queue = JoinableQueue.fifo<Int>()
                val event = Event()
                val selected = Call {
                    select<Int> {
                        onTake(queue) { it }
                        onAwait(event) { 0 }
                    }
                }
                val taker = Call { queue.take() }
                together({ queue.offer(1) }, { event.set() })
                selected.returned mustBe true
                listOf(selected.result, taker.result) mustBe if (taker.ended) listOf(0, 1) else listOf(1, null)
            }
        }

        test("an item that meets a select which is being set up is selected, or reaches the taker behind it") {
            check {
                val queue = JoinableQueue.fifo<Int>()
                lateinit var selected: Call<Int>
                together({ queue.offer(1) }, { selected = Call { select { onTake(queue) { it } } } })
                selected.result mustBe 1
                val next = Call { queue.take() }
                queue.offer(2)
                next.result mustBe 2
            }
        }
    })

private const val INVOCATIONS = 15

/** A coroutine that runs wherever it is resumed, and what came of its call. */
private class Call<T>(context: CoroutineContext = Dispatchers.Unconfined, call: suspend () -> T) {
    private var outcome: Result<T>? = null

    private val job = CoroutineScope(context).launch(start = UNDISPATCHED) { outcome = runCatching { call() } }

    val result get() = outcome?.getOrNull()

    val ended get() = outcome != null
    val returned get() = outcome?.isSuccess == true
    val cancelled get() = outcome?.exceptionOrNull() is CancellationException
    val brokenBarrier get() = outcome?.exceptionOrNull() is BrokenBarrierException

    fun cancel() = job.cancel()
}

/** Runs coroutines when it is told to. */
private class Later : CoroutineDispatcher() {
    private val tasks = ConcurrentLinkedQueue<Runnable>()

    override fun dispatch(context: CoroutineContext, block: Runnable) {
        tasks.add(block)
    }

    fun runAll() {
        while (true) (tasks.poll() ?: return).run()
    }
}

/** Runs coroutines wherever they are resumed, and ends their time when it is told to. */
@OptIn(InternalCoroutinesApi::class)
private class ManualClock :
    AbstractCoroutineContextElement(ContinuationInterceptor),
    ContinuationInterceptor,
    Delay {
    private var alarm: Runnable? = null

    fun ring() = alarm!!.run()

    override fun <T> interceptContinuation(continuation: Continuation<T>) = continuation

    override fun invokeOnTimeout(timeMillis: Long, block: Runnable, context: CoroutineContext): DisposableHandle {
        alarm = block
        return DisposableHandle { }
    }

    override fun scheduleResumeAfterDelay(timeMillis: Long, continuation: CancellableContinuation<Unit>) =
        throw UnsupportedOperationException()
}

private fun together(one: () -> Unit, other: () -> Unit) {
    val threads = listOf(Thread(one), Thread(other))
    threads.forEach { it.start() }
    threads.forEach { it.join() }
}

/** Kotest's `shouldBe` would have Lincheck go through all of Kotlin's reflection. */
private infix fun Any?.mustBe(expected: Any?) = check(this == expected) { "$this must be $expected" }
