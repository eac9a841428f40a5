package dev.tandem.coroutines

import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart.UNDISPATCHED
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.selects.onTimeout
import kotlinx.coroutines.selects.select
import kotlinx.coroutines.withTimeout
import kotlin.coroutines.AbstractCoroutineContextElement
import kotlin.coroutines.Continuation
import kotlin.coroutines.ContinuationInterceptor
import kotlin.time.Duration.Companion.minutes
import kotlin.time.Duration

/** A moment between a call that looks and the same call that waits: [between] runs as it is about to suspend. */
private class AsItSuspends(private val between: () -> Unit) :
    AbstractCoroutineContextElement(ContinuationInterceptor),
    ContinuationInterceptor {
    override fun <T> interceptContinuation(continuation: Continuation<T>): Continuation<T> {
        between()
        return continuation
    }
}

class QueueRegressionTest :
    FunSpec({
        test("an item that comes between a taker's look and its wait reaches it, whatever selects waited before") {
            val queue = JoinableQueue.fifo<Int>()
            val other = Event()
            var chosen = ""
            CoroutineScope(Dispatchers.Unconfined).launch {
                chosen = select {
                    onTake(queue) { "item" }
                    onAwait(other) { "event" }
                }
            }
            other.set()
            chosen shouldBe "event"
            var armed = false
            var taken: Int? = null
            CoroutineScope(AsItSuspends { if (armed) { armed = false; queue.offer(1) } }).launch(start = UNDISPATCHED) {
                armed = true
                taken = queue.take()
            }
            taken shouldBe 1
        }

        test("an item put while a select chooses another clause reaches the taker that comes, in 50,000 races") {
            runBlocking(Dispatchers.Default) {
                withTimeout(2.minutes) {
                    repeat(50_000) { round ->
                        val queue = JoinableQueue.fifo<Int>()
                        select {
                            onTake(queue) { error("nothing is there") }
                            onTimeout(Duration.ZERO) { }
                        }
                        val taker = async { queue.take() }
                        queue.put(round)
                        taker.await() shouldBe round
                    }
                }
            }
        }

        test("the first clause that is ready wins: an item, over no time") {
            runBlocking {
                val queue = JoinableQueue.fifo<Int>()
                queue.put(1)
                select {
                    onTake(queue) { "item $it" }
                    onTimeout(Duration.ZERO) { "timeout" }
                } shouldBe "item 1"
            }
        }

        test("shutdownNow from the queue's own comparator is refused") {
            lateinit var queue: JoinableQueue<Int>
            var meddle = false
            queue = JoinableQueue.priority { a, b ->
                if (meddle) queue.shutdownNow()
                a.compareTo(b)
            }
            queue.offer(1)
            meddle = true
            shouldThrow<IllegalStateException> { queue.offer(2) }
            meddle = false
            queue.isShutdown shouldBe false
            queue.toList().shouldContainExactly(1)
        }
    })
