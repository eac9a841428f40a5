package dev.tandem.interop

import dev.tandem.fixtures.Gate
import dev.tandem.fixtures.NoLeaks
import dev.tandem.fixtures.TestThread
import dev.tandem.fixtures.isDoneWithin
import io.kotest.assertions.nondeterministic.eventually
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.ints.shouldBeLessThanOrEqual
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.types.shouldBeSameInstanceAs
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.asFlow
import kotlinx.coroutines.flow.emptyFlow
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.flowOf
import kotlinx.coroutines.flow.flowOn
import kotlinx.coroutines.flow.onCompletion
import kotlinx.coroutines.withContext
import kotlinx.coroutines.yield
import java.io.IOException
import java.util.concurrent.CompletableFuture
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit.SECONDS
import java.util.concurrent.atomic.AtomicBoolean
import java.util.concurrent.atomic.AtomicInteger
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds

class FlowIteratorTest :
    FunSpec({
        extension(NoLeaks())

        /** A flow that never emits, and tells when it has begun and when it has ended. */
        class Silent {
            val begun = CountDownLatch(1)
            val ended = CountDownLatch(1)
            val mayEnd = CompletableDeferred<Unit>()
            val flow = flow<Int> {
                begun.countDown()
                try {
                    awaitCancellation()
                } finally {
                    withContext(NonCancellable) { mayEnd.await() }
                    ended.countDown()
                }
            }

            fun hasEnded() = ended.count == 0L
        }

        test("it gives what the flow emits, null included, and then has no more") {
            flowOf("a", null, "b").asIterator().use { letters ->
                letters.asSequence().toList().shouldContainExactly("a", null, "b")
                letters.hasNext() shouldBe false
                shouldThrow<NoSuchElementException> { letters.next() }
            }
            emptyFlow<Int>().asIterator().use { it.hasNext() shouldBe false }
        }

        test("hasNext may be asked as often as one likes, and next without it") {
            flowOf(1, 2).asIterator().use { numbers ->
                repeat(3) { numbers.hasNext() shouldBe true }
                numbers.next() shouldBe 1
                numbers.next() shouldBe 2
            }
        }

        test("the flow runs where flowOn says, and else on virtual threads") {
            val name = flow { emit(Thread.currentThread().toString()) }
            name.asIterator().use { it.next() shouldContain if (virtual()) "VirtualThread" else "DefaultDispatcher" }
            name.flowOn(kotlinx.coroutines.Dispatchers.Default).asIterator().use {
                it.next() shouldContain
                    "DefaultDispatcher"
            }
        }

        for (ahead in listOf(1, 2, 5)) {
            test("the flow is $ahead elements ahead, and no more") {
                val emitted = AtomicInteger()
                val numbers = flow {
                    while (true) emit(emitted.incrementAndGet())
                }
                numbers.asIterator(ahead).use { iterator ->
                    emitted.get() shouldBe 0
                    repeat(20) { read ->
                        iterator.next() shouldBe read + 1
                        eventually(10.seconds) { emitted.get() shouldBe read + 1 + ahead }
                    }
                    repeat(2_000) { read ->
                        iterator.next()
                        emitted.get() shouldBeLessThanOrEqual read + 21 + ahead
                    }
                }
            }
        }

        test("to be less than one element ahead is refused") {
            for (ahead in listOf(0, -1)) {
                shouldThrow<IllegalArgumentException> { flowOf(1).asIterator(ahead) }.message shouldContain "$ahead"
                shouldThrow<IllegalArgumentException> { flowOf(1).asStream(ahead) }.message shouldContain "$ahead"
            }
        }

        test("a failure comes after the elements before it, as it is, and each time") {
            for (failure in listOf(
                IOException("disk full"),
                StackOverflowError("deep"),
                CancellationException("my own"),
            )) {
                val failing = flow {
                    emit(1)
                    throw failure
                }
                failing.asIterator().use { numbers ->
                    numbers.next() shouldBe 1
                    shouldThrow<Throwable> { numbers.hasNext() } shouldBeSameInstanceAs failure
                    shouldThrow<Throwable> { numbers.next() } shouldBeSameInstanceAs failure
                }
            }
        }

        test("close cancels the flow and waits for its end") {
            val silent = Silent()
            val numbers = silent.flow.asIterator()
            val reader = TestThread.start { numbers.hasNext() }
            silent.begun.await(10, SECONDS) shouldBe true
            val closing = TestThread.start { numbers.close() }
            closing.isDoneWithin(100.milliseconds) shouldBe false
            silent.mayEnd.complete(Unit)
            closing.result()
            silent.hasEnded() shouldBe true
            shouldThrow<CancellationException> { reader.result() }.message shouldContain "closed"
            shouldThrow<CancellationException> { numbers.next() }
            numbers.close()
        }

        test("close ends a flow that is ahead, and drops what nobody has read") {
            val ended = AtomicBoolean()
            val numbers = (1..10).asFlow().onCompletion { ended.set(true) }.asIterator(ahead = 3)
            numbers.next() shouldBe 1
            numbers.close()
            ended.get() shouldBe true
            shouldThrow<CancellationException> { numbers.next() }.message shouldContain "closed before its end"
        }

        test("a flow that has ended while elements wait is not taken for read to its end when it is closed") {
            val ended = CountDownLatch(1)
            val numbers = flowOf(1, 2).onCompletion { ended.countDown() }.asIterator()
            numbers.next() shouldBe 1
            ended.await(10, SECONDS) shouldBe true
            numbers.close()
            shouldThrow<CancellationException> { numbers.hasNext() }
        }

        test("an iterator that was read to its end has no more when it is closed, either") {
            val numbers = flowOf(1).asIterator()
            numbers.next()
            numbers.hasNext() shouldBe false
            numbers.close()
            numbers.hasNext() shouldBe false
        }

        test("one that is closed before it is read never begins") {
            val begun = AtomicBoolean()
            val numbers = flow<Int> { begun.set(true) }.asIterator()
            numbers.close()
            repeat(2) { shouldThrow<CancellationException> { numbers.hasNext() } }
            begun.get() shouldBe false
        }

        test("interrupting a reader that waits cancels the flow, waits for its end, and stays set") {
            val silent = Silent()
            val numbers = silent.flow.asIterator()
            val stays = CompletableFuture<Boolean>()
            val reader =
                TestThread.start {
                    try {
                        numbers.hasNext()
                    } finally {
                        stays.complete(Thread.interrupted())
                    }
                }
            silent.begun.await(10, SECONDS) shouldBe true
            reader.untilItWaits()
            reader.interrupt()
            reader.isDoneWithin(100.milliseconds) shouldBe false
            silent.mayEnd.complete(Unit)
            shouldThrow<CancellationException> { reader.result() }.message shouldContain "interrupted"
            stays.get(10, SECONDS) shouldBe true
            silent.hasEnded() shouldBe true
            shouldThrow<CancellationException> { numbers.hasNext() }
        }

        test("a second interruption ends the wait for a flow that does not end") {
            val silent = Silent()
            val numbers = silent.flow.asIterator()
            val reader = TestThread.start { numbers.hasNext() }
            silent.begun.await(10, SECONDS) shouldBe true
            reader.untilItWaits()
            reader.interrupt()
            while (!reader.isDoneWithin(1.milliseconds)) reader.interrupt()
            shouldThrow<IllegalStateException> { reader.result() }.message shouldContain "interrupted twice"
            silent.mayEnd.complete(Unit)
            silent.ended.await(10, SECONDS) shouldBe true
        }

        test("an interrupted reader is given what is there") {
            val ahead = CountDownLatch(3)
            val numbers = flow {
                for (number in 1..3) {
                    emit(number)
                    ahead.countDown()
                }
            }
            TestThread.start {
                numbers.asIterator().use { iterator ->
                    iterator.next() shouldBe 1
                    ahead.await(10, SECONDS)
                    Thread.currentThread().interrupt()
                    iterator.next() shouldBe 2
                    iterator.next() shouldBe 3
                    Thread.interrupted() shouldBe true
                }
            }.result()
        }

        test("an element that meets an interruption is given, or the flow is cancelled before it was read") {
            repeat(1_000) { round ->
                val gate = Gate<Int>()
                val numbers = flow { emit(gate.pass()) }.asIterator()
                val reader = TestThread.start {
                    try {
                        numbers.next() to Thread.interrupted()
                    } catch (_: CancellationException) {
                        null to Thread.interrupted()
                    }
                }
                val element = gate.reached()
                reader.untilItWaits()
                val spins = round % 50 * 20
                val interrupter = TestThread.start {
                    repeat(spins) { Thread.onSpinWait() }
                    reader.interrupt()
                }
                element.resumeWith(Result.success(round))
                interrupter.result()
                val (read, interrupted) = reader.result()
                if (read == null) interrupted shouldBe true else read shouldBe round
                numbers.close()
            }
        }

        test("a flow that closes the iterator that reads it is refused") {
            lateinit var numbers: FlowIterator<Int>
            val closing: Flow<Int> = flow {
                yield()
                numbers.close()
            }
            numbers = closing.asIterator()
            shouldThrow<IllegalStateException> { numbers.next() }.message shouldContain "itself"
        }

        test("it names its state") {
            val numbers = flowOf(1, 2).asIterator(ahead = 7)
            "$numbers" shouldBe "FlowIterator[open, unread = 0, ahead = 7]"
            numbers.close()
            "$numbers" shouldBe "FlowIterator[closed, unread = 0, ahead = 7]"
        }
    })

private fun virtual() = dev.tandem.threads.VirtualThreads.isSupported()
