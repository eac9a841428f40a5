package dev.tandem.interop

import dev.tandem.fixtures.NoLeaks
import dev.tandem.fixtures.TestThread
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.ints.shouldBeLessThanOrEqual
import io.kotest.matchers.shouldBe
import io.kotest.matchers.types.shouldBeSameInstanceAs
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.flow.asFlow
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.flowOf
import kotlinx.coroutines.flow.onCompletion
import java.io.IOException
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit.SECONDS
import java.util.concurrent.atomic.AtomicBoolean
import java.util.concurrent.atomic.AtomicInteger

class FlowStreamTest :
    FunSpec({
        extension(NoLeaks())

        test("it has what the flow emits, in order, also in parallel") {
            val numbers = (1..1_000).asFlow()
            numbers.asStream().use { it.toList() shouldBe (1..1_000).toList() }
            numbers.asStream().use { it.parallel().map { n -> 2 * n }.toList() shouldBe (1..1_000).map { n -> 2 * n } }
            flowOf("a", null).asStream().use { it.toList().shouldContainExactly("a", null) }
        }

        test("a stream that ends early ends the flow when it is closed") {
            val ended = AtomicBoolean()
            val emitted = AtomicInteger()
            val numbers =
                flow {
                    while (true) emit(emitted.incrementAndGet())
                }.onCompletion { ended.set(true) }
            numbers.asStream(ahead = 2).use { stream ->
                stream.filter { it == 5 }.findFirst().get() shouldBe 5
                ended.get() shouldBe false
            }
            ended.get() shouldBe true
            emitted.get() shouldBeLessThanOrEqual 7
        }

        test("a stream made parallel reads no further ahead") {
            val emitted = AtomicInteger()
            val numbers = flow {
                while (true) emit(emitted.incrementAndGet())
            }
            numbers.asStream(ahead = 2).use { it.parallel().limit(5).count() shouldBe 5 }
            emitted.get() shouldBeLessThanOrEqual 7
        }

        test("a failure is thrown by the stream as it is") {
            val failure = IOException("disk full")
            val failing = flow<Int> { throw failure }
            failing.asStream().use { shouldThrow<IOException> { it.toList() } shouldBeSameInstanceAs failure }
        }

        test("interrupting a thread that waits in a stream ends the flow") {
            val ended = AtomicBoolean()
            val begun = CountDownLatch(1)
            val silent =
                flow<Int> {
                    begun.countDown()
                    awaitCancellation()
                }.onCompletion { ended.set(true) }
            val reader = TestThread.start { silent.asStream().use { it.toList() } }
            begun.await(10, SECONDS) shouldBe true
            reader.untilItWaits()
            reader.interrupt()
            shouldThrow<CancellationException> { reader.result() }
            ended.get() shouldBe true
        }
    })
