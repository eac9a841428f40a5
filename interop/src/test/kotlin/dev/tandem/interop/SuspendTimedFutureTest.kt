package dev.tandem.interop

import dev.tandem.coroutines.JoinableQueue
import dev.tandem.fixtures.Gate
import dev.tandem.fixtures.NoLeaks
import dev.tandem.fixtures.TestThread
import dev.tandem.fixtures.isDoneWithin
import dev.tandem.fixtures.lend
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactlyInAnyOrder
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.types.shouldBeInstanceOf
import io.kotest.matchers.types.shouldBeSameInstanceAs
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.withContext
import kotlinx.coroutines.withTimeout
import java.io.IOException
import java.time.Duration
import java.util.concurrent.CompletableFuture
import java.util.concurrent.CountDownLatch
import java.util.concurrent.ExecutionException
import java.util.concurrent.Executors
import java.util.concurrent.TimeUnit.SECONDS
import java.util.concurrent.TimeoutException
import java.util.concurrent.atomic.AtomicInteger
import kotlin.time.Duration.Companion.milliseconds

private val SHORT = Duration.ofMillis(20)

/** Time enough to begin, on a machine that is busy. */
private val SECOND = Duration.ofSeconds(1)
private val LONG = Duration.ofSeconds(Long.MAX_VALUE)

class SuspendTimedFutureTest :
    FunSpec({
        extension(NoLeaks())

        fun failureOf(future: CompletableFuture<*>): Throwable =
            shouldThrow<ExecutionException> { future.get(10, SECONDS) }.cause!!

        test("a result, or a failure, in time is the future's") {
            val failure = IOException("disk full")
            SuspendScope.open().use { scope ->
                MailReader.future(scope, LONG) { "letter" }.get(10, SECONDS) shouldBe "letter"
                MailReader.future(scope, LONG) { null }.get(10, SECONDS) shouldBe null
                failureOf(MailReader.future(scope, LONG) { throw failure }) shouldBeSameInstanceAs failure
            }
        }

        test("when the time is up the function is cancelled, and the future fails when it has ended") {
            val gate = Gate<Unit>()
            SuspendScope.open().use { scope ->
                val letter =
                    MailReader.future(scope, SECOND) {
                        try {
                            awaitCancellation()
                        } finally {
                            withContext(NonCancellable) { gate.pass() }
                        }
                    }
                gate.reached()
                TestThread.start { letter.get() }.isDoneWithin(100.milliseconds) shouldBe false
                gate.open(Unit)
                failureOf(letter).shouldBeInstanceOf<TimeoutException>().message shouldContain "1s"
            }
        }

        test("a result, or a failure, that comes although the time is up is the future's") {
            val failure = IOException("disk full")
            SuspendScope.open().use { scope ->
                val value = MailReader.future(scope, SECOND) {
                    runCatching { awaitCancellation() }
                    "letter"
                }
                value.get(10, SECONDS) shouldBe "letter"
                val failing = MailReader.future(scope, SECOND) {
                    runCatching { awaitCancellation() }
                    throw failure
                }
                failureOf(failing) shouldBeSameInstanceAs failure
            }
        }

        test("a timeout of the function's own is a cancellation, as without ours") {
            SuspendScope.open().use { scope ->
                val own = Mail { withTimeout(10.milliseconds) { awaitCancellation() } }
                shouldThrow<CancellationException> { MailReader.future(scope, own).get(10, SECONDS) }
                shouldThrow<CancellationException> { MailReader.future(scope, LONG, own).get(10, SECONDS) }
            }
        }

        test("zero or less does not call the function") {
            val calls = AtomicInteger()
            SuspendScope.open().use { scope ->
                for (timeout in listOf(Duration.ZERO, Duration.ofMillis(-1), Duration.ofSeconds(Long.MIN_VALUE))) {
                    failureOf(MailReader.future(scope, timeout) { "${calls.incrementAndGet()}" })
                        .shouldBeInstanceOf<TimeoutException>()
                }
            }
            calls.get() shouldBe 0
        }

        test("the time counts from the call: what cannot begin before is not called") {
            val calls = AtomicInteger()
            Executors.newSingleThreadExecutor().lend { executor ->
                val mayGoOn = CountDownLatch(1)
                executor.execute { mayGoOn.await() }
                SuspendScope.open(executor).use { scope ->
                    val letter = MailReader.future(scope, SHORT) { "${calls.incrementAndGet()}" }
                    val start = System.nanoTime()
                    while (System.nanoTime() - start <= SHORT.toNanos()) Thread.onSpinWait()
                    mayGoOn.countDown()
                    failureOf(letter).shouldBeInstanceOf<TimeoutException>()
                }
            }
            calls.get() shouldBe 0
        }

        test("cancelling the future, or the scope, cancels the function") {
            SuspendScope.open().use { scope ->
                val gates = List(2) { Gate<String?>() }
                val (first, second) = gates.map { gate -> MailReader.future(scope, LONG) { gate.pass() } }
                gates.forEach { it.reached() }
                first.cancel(true)
                scope.cancel()
                shouldThrow<CancellationException> { first.get(10, SECONDS) }
                shouldThrow<CancellationException> { second.get(10, SECONDS) }
            }
        }

        test("items that come as the time is up are the future's, or stay in the queue") {
            val queue = JoinableQueue.fifo<Int>()
            val got = mutableListOf<Int>()
            SuspendScope.open().use { scope ->
                repeat(2_000) {
                    val item = MailReader.future(scope, Duration.ofNanos(200_000L + it % 100 * 1_000)) {
                        "${queue.take()}"
                    }
                    val start = System.nanoTime()
                    while (System.nanoTime() - start < 200_000 + it % 70 * 2_000) Thread.onSpinWait()
                    queue.offer(it)
                    runCatching { item.get(10, SECONDS) }.onSuccess { value -> got += value!!.toInt() }
                }
            }
            got + queue.toList() shouldContainExactlyInAnyOrder (0..<2_000).toList()
        }
    })
