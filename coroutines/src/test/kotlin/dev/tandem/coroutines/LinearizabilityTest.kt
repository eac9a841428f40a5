package dev.tandem.coroutines

import io.kotest.core.spec.style.FunSpec
import org.jetbrains.lincheck.datastructures.IntGen
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions
import org.jetbrains.lincheck.datastructures.Operation
import org.jetbrains.lincheck.datastructures.Options
import org.jetbrains.lincheck.datastructures.Param
import org.jetbrains.lincheck.datastructures.StressOptions
import java.util.concurrent.BrokenBarrierException

/**
 * Every mix of calls has the results that some order of them would have: those that suspend, and those that are
 * cancelled as they are resumed, too. The types themselves, used by one coroutine after another, are the measure.
 */
class LinearizabilityTest :
    FunSpec({
        fun modelChecking() = ModelCheckingOptions()
            .iterations(5)
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
