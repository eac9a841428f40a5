package dev.tandem.interop

import io.kotest.assertions.nondeterministic.eventually
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.ints.shouldBeLessThanOrEqual
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.util.concurrent.CompletableFuture
import java.util.concurrent.ConcurrentHashMap
import java.util.concurrent.ConcurrentLinkedQueue
import java.util.concurrent.CountDownLatch
import java.util.concurrent.FutureTask
import java.util.concurrent.TimeUnit.SECONDS
import java.util.concurrent.atomic.AtomicInteger
import kotlin.random.Random
import kotlin.time.Duration.Companion.seconds

/** The waiters of Java 17, which are tested on every JVM. */
class TakingTurnsTest :
    FunSpec({
        extension(NoLeaks())

        test("many more futures than threads are all told of, and no more wait at once than there are threads") {
            val turns = TakingTurns(threads = 8)
            val futures = List(20_000) { Watched(it) }
            val told = ConcurrentHashMap.newKeySet<Int>()
            val all = CountDownLatch(futures.size)
            futures.forEach { future ->
                turns.startWaiting(
                    FutureWait(future) {
                        told += it.getOrThrow()
                        all.countDown()
                    },
                )
            }
            futures.shuffled(Random(20_261_121)).forEach { it.run() }
            all.await(30, SECONDS) shouldBe true
            told.size shouldBe futures.size
            mostAtOnce.get() shouldBeLessThanOrEqual 8
        }

        test("a future of the crowd moves up to a thread of its own when one becomes free") {
            val turns = TakingTurns(threads = 4)
            val first = List(2) { Watched(it) }
            val third = Watched(2)
            val told = CountDownLatch(3)
            (first + third).forEach { future -> turns.startWaiting(FutureWait(future) { told.countDown() }) }
            first.forEach { it.gotten.await(10, SECONDS) shouldBe true }
            first.first().run()
            third.gotten.await(10, SECONDS) shouldBe true
            first.last().run()
            third.run()
            told.await(10, SECONDS) shouldBe true
        }

        test("whoever is told, and blocks, does not hold up the rounds") {
            val turns = TakingTurns(threads = 4)
            val holders = List(2) { Watched(it) }
            holders.forEach { turns.startWaiting(FutureWait(it) {}) }
            val mayGoOn = CountDownLatch(1)
            val blocked = CountDownLatch(1)
            val slow = Watched(2)
            val next = Watched(3)
            val told = CountDownLatch(1)
            turns.startWaiting(
                FutureWait(slow) {
                    blocked.countDown()
                    mayGoOn.await()
                },
            )
            turns.startWaiting(FutureWait(next) { told.countDown() })
            slow.run()
            blocked.await(10, SECONDS) shouldBe true
            // of four threads two wait and one is blocked: the one that makes rounds moves the next to a free one
            holders.first().run()
            next.run()
            told.await(10, SECONDS) shouldBe true
            mayGoOn.countDown()
            holders.last().run()
        }

        test("a wait that is given up is told nothing, on a thread of its own and in the crowd, and lets go of both") {
            val turns = TakingTurns(threads = 4)
            val futures = List(10) { Watched(it) }
            val told = ConcurrentLinkedQueue<Any>()
            val waits = futures.map { FutureWait(it) { value -> told += value } }
            waits.forEach(turns::startWaiting)
            waits.forEach { it.dispose() }
            val last = CountDownLatch(3)
            repeat(3) { i -> turns.startWaiting(FutureWait(Watched(i).also { it.run() }) { last.countDown() }) }
            last.await(10, SECONDS) shouldBe true
            eventually(10.seconds) { waiting.get() shouldBe 0 }
            told.size shouldBe 0
        }

        test("a future whose isDone throws is told of as one that failed") {
            val turns = TakingTurns(threads = 4)
            val holders = List(2) { Watched(it) }
            holders.forEach { turns.startWaiting(FutureWait(it) {}) }
            val broken =
                object : FutureTask<Int>({ 42 }) {
                    override fun isDone() = error("not connected")

                    override fun get(): Int = error("not connected")
                }
            val told = CompletableFuture<String>()
            turns.startWaiting(FutureWait(broken) { told.complete(it.exceptionOrNull()?.message) })
            told.get(10, SECONDS) shouldBe "not connected"
            holders.forEach { it.run() }
        }

        test("too few threads are refused") {
            shouldThrow<IllegalArgumentException> { TakingTurns(threads = 3) }.message shouldContain "3"
        }
    })

private val waiting = AtomicInteger()
private val mostAtOnce = AtomicInteger()

/** Counts who is in its `get`. */
private class Watched(value: Int) : FutureTask<Int>({ value }) {
    val gotten = CountDownLatch(1)

    override fun get(): Int {
        mostAtOnce.accumulateAndGet(waiting.incrementAndGet(), ::maxOf)
        gotten.countDown()
        try {
            return super.get()
        } finally {
            waiting.decrementAndGet()
        }
    }
}
