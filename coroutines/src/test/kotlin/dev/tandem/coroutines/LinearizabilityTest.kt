package dev.tandem.coroutines

import io.kotest.core.spec.style.FunSpec
import kotlinx.coroutines.selects.select
import org.jetbrains.lincheck.datastructures.IntGen
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions
import org.jetbrains.lincheck.datastructures.Operation
import org.jetbrains.lincheck.datastructures.Options
import org.jetbrains.lincheck.datastructures.Param
import org.jetbrains.lincheck.datastructures.StressOptions
import java.util.concurrent.BrokenBarrierException
import kotlin.time.Duration

/**
 * Every mix of calls has the results that some order of them would have: those that suspend, and those that are
 * cancelled as they are resumed, too. The types themselves, used by one coroutine after another, are the measure.
 */
class LinearizabilityTest :
    FunSpec({
        fun modelChecking() = ModelCheckingOptions()
            .iterations(3)
            .invocationsPerIteration(120)
            .threads(3)
            .actorsPerThread(2)

        fun stress() = StressOptions()
            .iterations(5)
            .invocationsPerIteration(1_000)
            .threads(3)
            .actorsPerThread(2)

        val strategies: Map<String, () -> Options<*, *>> = mapOf(
            "model checking" to ::modelChecking,
            "stress" to ::stress,
        )
        val types =
            mapOf(
                "Event" to EventCalls::class.java,
                "JoinableQueue, bounded" to BoundedQueueCalls::class.java,
                "JoinableQueue, unbounded" to UnboundedQueueCalls::class.java,
                "JoinableQueue by select" to QueueClauses::class.java,
                "JoinableQueue with timeouts" to TimedQueueCalls::class.java,
                "Event with timeouts" to TimedEventCalls::class.java,
                "Barrier" to PlainBarrierCalls::class.java,
                "Barrier with an action" to ActingBarrierCalls::class.java,
            )
        strategies.forEach { (strategy, options) ->
            types.forEach { (name, calls) -> test("$name, by $strategy") { options().check(calls) } }
        }
    })

class EventCalls {
    private val event = Event()

    @Operation
    fun set() = event.set()

    @Operation
    fun clear() = event.clear()

    @Operation
    fun isSet() = event.isSet

    @Operation(promptCancellation = true)
    suspend fun await() = event.await()
}

@Param(name = "item", gen = IntGen::class, conf = "1:3")
abstract class QueueCalls(private val queue: JoinableQueue<Int>) {
    @Operation(promptCancellation = true)
    suspend fun put(@Param(name = "item") item: Int) = queue.put(item)

    @Operation(promptCancellation = true)
    suspend fun take(): Int = queue.take()

    @Operation
    fun offer(@Param(name = "item") item: Int) = queue.offer(item)

    @Operation
    fun poll(): Int? = queue.poll()

    @Operation
    fun taskDone() = queue.taskDone()

    @Operation(runOnce = true)
    fun shutdown() = queue.shutdown()
}

class BoundedQueueCalls : QueueCalls(JoinableQueue.fifo(1))

class UnboundedQueueCalls : QueueCalls(JoinableQueue.fifo())

/**
 * Selects beside takers and putters. From its waking on a select has an item, or a place, that [JoinableQueue.poll] and
 * [JoinableQueue.offer] do not see, also if it is cancelled before its block begins (decision 13); so it is cancelled here
 * only while it waits, and those two have the other test.
 */
@Param(name = "item", gen = IntGen::class, conf = "1:3")
class QueueClauses {
    private val queue = JoinableQueue.fifo<Int>(1)
    private val never = Event()

    @Operation(promptCancellation = true)
    suspend fun put(@Param(name = "item") item: Int) = queue.put(item)

    @Operation(promptCancellation = true)
    suspend fun take(): Int = queue.take()

    @Operation
    suspend fun onTake(): Int = select {
        onAwait(never) { 0 }
        onTake(queue) { it }
    }

    @Operation
    suspend fun onPut(@Param(name = "item") item: Int): Unit = select {
        onAwait(never) { }
        onPut(queue, item) { }
    }

    @Operation(runOnce = true)
    fun shutdown() = queue.shutdown()
}

/** Waits that may end by themselves: those that have no time to wait, and those that have all of it. */
@Param(name = "item", gen = IntGen::class, conf = "1:3")
class TimedQueueCalls {
    private val queue = JoinableQueue.fifo<Int>(1)

    @Operation(promptCancellation = true)
    suspend fun offer(@Param(name = "item") item: Int) = queue.offer(item, Duration.INFINITE)

    @Operation(promptCancellation = true)
    suspend fun poll(): Int? = queue.poll(Duration.INFINITE)

    @Operation
    suspend fun offerNow(@Param(name = "item") item: Int) = queue.offer(item, Duration.ZERO)

    @Operation
    suspend fun pollNow(): Int? = queue.poll(Duration.ZERO)

    @Operation
    suspend fun joinNow() = queue.join(Duration.ZERO)

    @Operation
    fun taskDone() = queue.taskDone()
}

class TimedEventCalls {
    private val event = Event()

    @Operation
    fun set() = event.set()

    @Operation
    fun clear() = event.clear()

    @Operation(promptCancellation = true)
    suspend fun await() = event.await(Duration.INFINITE)

    @Operation
    suspend fun awaitNow() = event.await(Duration.ZERO)
}

/** Cancelling a party, and so breaking its barrier, is one step. */
abstract class BarrierCalls(private val barrier: Barrier) {
    @Operation(promptCancellation = true)
    suspend fun await(): Int? = try {
        barrier.await()
    } catch (_: BrokenBarrierException) {
        null
    }

    @Operation
    fun abort() = barrier.abort()

    @Operation
    fun reset() = barrier.reset()

    @Operation
    fun isBroken() = barrier.isBroken

    @Operation
    fun waiting() = barrier.waiting
}

class PlainBarrierCalls : BarrierCalls(Barrier(2))

/** With an action that never suspends: acting is a phase that others see. */
class ActingBarrierCalls : BarrierCalls(Barrier(2) { })
