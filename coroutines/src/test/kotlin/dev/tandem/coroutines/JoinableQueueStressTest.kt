package dev.tandem.coroutines

import dev.tandem.fixtures.bounded
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.longs.shouldBeGreaterThan
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart.UNDISPATCHED
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.channels.ClosedReceiveChannelException
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.launch
import kotlinx.coroutines.selects.select
import kotlinx.coroutines.yield
import java.util.concurrent.atomic.AtomicIntegerArray
import java.util.concurrent.atomic.AtomicLong
import kotlin.random.Random
import kotlin.time.Duration.Companion.minutes

/** What goes in comes out, once, while a quarter of all calls are cancelled at random moments. */
class JoinableQueueStressTest :
    FunSpec({
        mapOf(
            "fifo" to JoinableQueue.fifo<Int>(16),
            "lifo" to JoinableQueue.lifo<Int>(16),
            "priority" to JoinableQueue.priority<Int>(16),
            "fifo without a limit" to JoinableQueue.fifo<Int>(),
        ).forEach { (flavour, queue) ->
            test("a million items come out of a $flavour queue once each") {
                val run = run(1_000_000, Tandem(queue))
                withClue("items lost") { run.lost shouldBe 0 }
                withClue("items that came out twice") { run.twice shouldBe 0 }
                // without a limit nobody waits to put, and hardly anybody to take: there is little to cancel
                if (queue.capacity < Int.MAX_VALUE) run.cancelled shouldBeGreaterThan 1_000
                queue.unfinished shouldBe 0
                queue.isEmpty shouldBe true
            }
        }

        test("a million items come out of a queue once each, every other one by select") {
            val queue = JoinableQueue.fifo<Int>(16)
            val run = run(1_000_000, TandemBySelect(queue))
            withClue("items lost") { run.lost shouldBe 0 }
            withClue("items that came out twice") { run.twice shouldBe 0 }
            queue.unfinished shouldBe 0
        }

        test("a million items come out of a queue once each, every other time all that are there") {
            val queue = JoinableQueue.fifo<Int>(16)
            val run = run(1_000_000, TandemTakingAll(queue))
            withClue("items lost") { run.lost shouldBe 0 }
            withClue("items that came out twice") { run.twice shouldBe 0 }
            queue.unfinished shouldBe 0
        }

        test("the same test finds a kotlinx Channel losing items, which is why there is a JoinableQueue") {
            val run = run(200_000, KotlinxChannel(Channel(16)))
            println("a kotlinx Channel lost ${run.lost} of 200,000 items")
            run.lost shouldBeGreaterThan 0
        }
    })

/** What is put under stress. */
private interface Belt {
    suspend fun put(item: Int)

    /** Takes an item, calls [taken] with it, and says that it is done. */
    suspend fun take(taken: (Int) -> Unit)

    /** Returns when all items are done, if it can tell. */
    suspend fun join()

    fun end()
}

private class Tandem(private val queue: JoinableQueue<Int>) : Belt {
    override suspend fun put(item: Int) = queue.put(item)

    override suspend fun take(taken: (Int) -> Unit) {
        taken(queue.take())
        queue.taskDone()
    }

    override suspend fun join() = queue.join()

    override fun end() = queue.shutdown()
}

/** Takes and selects in turn, from the queue and another on which nothing ever comes. */
private class TandemBySelect(private val queue: JoinableQueue<Int>) : Belt by Tandem(queue) {
    private val nothing = JoinableQueue.fifo<Int>()
    private val calls = AtomicLong()

    override suspend fun take(taken: (Int) -> Unit) {
        taken(if (calls.incrementAndGet() % 2 == 0L) queue.take() else select())
        queue.taskDone()
    }

    private suspend fun select(): Int = select {
        onTake(nothing) { it }
        onTake(queue) { it }
    }
}

/** Takes one and takes all in turn. */
private class TandemTakingAll(private val queue: JoinableQueue<Int>) : Belt by Tandem(queue) {
    private val calls = AtomicLong()

    override suspend fun take(taken: (Int) -> Unit) {
        val items = if (calls.incrementAndGet() % 2 == 0L) listOf(queue.take()) else queue.takeAll()
        items.forEach {
            taken(it)
            queue.taskDone()
        }
    }
}

private class KotlinxChannel(private val channel: Channel<Int>) : Belt {
    override suspend fun put(item: Int) = channel.send(item)

    override suspend fun take(taken: (Int) -> Unit) = taken(channel.receive())

    override suspend fun join() {
        while (!channel.isEmpty) yield()
    }

    override fun end() {
        channel.close()
    }
}

private class Outcome(val lost: Long, val twice: Long, val cancelled: Long)

private const val PRODUCERS = 8
private const val CONSUMERS = 8

private fun run(items: Int, belt: Belt): Outcome {
    val timesTaken = AtomicIntegerArray(items)
    val cancelled = AtomicLong()
    bounded(3.minutes, Dispatchers.Default) {
        coroutineScope {
            val consumers =
                List(CONSUMERS) { seed ->
                    launch { consume(belt, Random(seed), cancelled) { timesTaken.incrementAndGet(it) } }
                }
            val producers =
                List(PRODUCERS) { p ->
                    launch {
                        val random = Random(1_000 + p)
                        for (item in p..<items step PRODUCERS) produce(belt, item, random, cancelled)
                    }
                }
            producers.forEach { it.join() }
            belt.join()
            belt.end()
            consumers.forEach { it.join() }
        }
    }
    val counts = List(items) { timesTaken[it] }
    return Outcome(counts.count { it == 0 }.toLong(), counts.count { it > 1 }.toLong(), cancelled.get())
}

/** Puts [item], again and again if it is cancelled, until it has gone in. */
private suspend fun CoroutineScope.produce(belt: Belt, item: Int, random: Random, cancelled: AtomicLong) {
    do {
        var put = false
        attempt(random, cancelled) {
            belt.put(item)
            put = true // put has returned: whatever was cancelled before must have put nothing
        }
    } while (!put)
}

private suspend fun CoroutineScope.consume(belt: Belt, random: Random, cancelled: AtomicLong, taken: (Int) -> Unit) {
    val ended = CompletableDeferred<Unit>()
    while (!ended.isCompleted) {
        attempt(random, cancelled) {
            try {
                belt.take(taken)
            } catch (_: QueueShutDownException) {
                ended.complete(Unit)
            } catch (_: ClosedReceiveChannelException) {
                ended.complete(Unit)
            }
        }
    }
}

/** Makes a call, and one time out of four cancels it after a random while. */
private suspend fun CoroutineScope.attempt(random: Random, cancelled: AtomicLong, call: suspend () -> Unit) {
    if (random.nextInt(4) > 0) return call()
    val attempt: Job = launch(start = UNDISPATCHED) { call() }
    repeat(random.nextInt(3)) { yield() }
    attempt.cancel()
    attempt.join()
    if (attempt.isCancelled) cancelled.incrementAndGet()
}
