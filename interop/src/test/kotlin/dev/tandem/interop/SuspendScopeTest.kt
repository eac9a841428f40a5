package dev.tandem.interop

import dev.tandem.fixtures.Gate
import dev.tandem.fixtures.NoLeaks
import dev.tandem.fixtures.TestThread
import dev.tandem.fixtures.bounded
import dev.tandem.fixtures.isDoneWithin
import dev.tandem.fixtures.lend
import dev.tandem.fixtures.threadName
import dev.tandem.threads.VirtualThreads
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldStartWith
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CoroutineName
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.asCoroutineDispatcher
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.future.await
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext
import kotlinx.coroutines.yield
import java.io.IOException
import java.util.concurrent.CountDownLatch
import java.util.concurrent.ExecutionException
import java.util.concurrent.Executor
import java.util.concurrent.Executors
import java.util.concurrent.TimeUnit.SECONDS
import kotlin.time.Duration.Companion.milliseconds

class SuspendScopeTest :
    FunSpec({
        extension(NoLeaks())

        test("its coroutines run on the executor, which stays open") {
            Executors.newSingleThreadExecutor { Thread(it, "given") }.lend { executor ->
                val name =
                    Mail {
                        yield()
                        threadName()
                    }
                Household.read(executor, name, name) shouldBe "given given"
                executor.isShutdown shouldBe false
            }
        }

        test("its coroutines run on virtual threads where the JVM has them") {
            val name = Mail { Thread.currentThread().toString() }
            val thread = Household.readBothOrNone(name, name)
            thread shouldContain if (VirtualThreads.isSupported()) "VirtualThread" else "DefaultDispatcher"
        }

        test("its coroutines have the context that it was opened with") {
            Executors.newSingleThreadExecutor { Thread(it, "given") }.lend { executor ->
                val context = executor.asCoroutineDispatcher() + CoroutineName("reader")
                SuspendScope.open(context).use { scope ->
                    val letter = MailReader.future(scope) {
                        "${threadName()} ${currentCoroutineContext()[CoroutineName]!!.name}"
                    }
                    letter.get(10, SECONDS) shouldBe "given reader"
                }
            }
            SuspendScope.open(CoroutineName("reader")).use { scope ->
                MailReader.future(scope) { Thread.currentThread().toString() }.get(10, SECONDS)!! shouldContain
                    if (VirtualThreads.isSupported()) "VirtualThread" else "DefaultDispatcher"
            }
        }

        test("it tells how many of its coroutines have not ended") {
            val gate = Gate<String?>()
            SuspendScope.open().use { scope ->
                MailReader.future(scope) { gate.pass() }
                gate.reached()
                "$scope" shouldBe "SuspendScope[open, coroutines = 1]"
                scope.cancel()
                "$scope" shouldStartWith "SuspendScope[cancelled, coroutines = "
            }
        }

        test("close waits for the end of every coroutine") {
            val gate = Gate<String?>()
            val scope = SuspendScope.open()
            val letter = MailReader.future(scope) { withContext(NonCancellable) { gate.pass() } }
            val closing = TestThread.start { scope.close() }
            closing.untilItWaits()
            closing.isDoneWithin(100.milliseconds) shouldBe false
            gate.open("letter")
            closing.result()
            letter.get() shouldBe "letter"
        }

        test("close waits for a cancelled coroutine whose future is done already") {
            val gate = Gate<String?>()
            val scope = SuspendScope.open()
            val letter = MailReader.future(scope) { withContext(NonCancellable) { gate.pass() } }
            gate.reached()
            letter.cancel(true)
            val closing = TestThread.start { scope.close() }
            closing.isDoneWithin(100.milliseconds) shouldBe false
            gate.open("letter")
            closing.result()
            letter.isCancelled shouldBe true
        }

        test("close waits for what a coroutine starts meanwhile") {
            val first = Gate<String?>()
            val second = Gate<String?>()
            val scope = SuspendScope.open()
            MailReader.future(scope) {
                first.pass()
                scope.launch { second.pass() }
                null
            }
            val closing = TestThread.start { scope.close() }
            closing.untilItWaits()
            first.open(null)
            second.reached()
            closing.isDoneWithin(100.milliseconds) shouldBe false
            second.open(null)
            closing.result()
        }

        test("a failure leaves the others alone") {
            val gate = Gate<String?>()
            SuspendScope.open().use { scope ->
                val other = MailReader.future(scope) { gate.pass() }
                val failing = MailReader.future(scope) { throw IOException("disk full") }
                shouldThrow<ExecutionException> { failing.get(10, SECONDS) }.cause!!.message shouldBe "disk full"
                gate.open("letter")
                other.get(10, SECONDS) shouldBe "letter"
            }
        }

        test("cancel ends every coroutine, and what is called afterwards") {
            SuspendScope.open().use { scope ->
                val letter = MailReader.future(scope) { awaitCancellation() }
                scope.cancel()
                shouldThrow<CancellationException> { letter.get(10, SECONDS) }
                shouldThrow<CancellationException> { MailReader.future(scope) { "late" }.get(10, SECONDS) }
            }
        }

        test("who cancels in the catch does not wait for the rest") {
            shouldThrow<ExecutionException> {
                Household.readBothOrNone({ throw IOException("disk full") }, { awaitCancellation() })
            }.cause!!.message shouldBe "disk full"
        }

        test("interrupting close cancels the coroutines, waits for their end, and leaves the thread interrupted") {
            val cancelled = CountDownLatch(1)
            val gate = Gate<String?>()
            val scope = SuspendScope.open()
            scope.launch {
                try {
                    awaitCancellation()
                } finally {
                    cancelled.countDown()
                    withContext(NonCancellable) { gate.pass() }
                }
            }
            val closing =
                TestThread.start {
                    scope.close()
                    Thread.interrupted()
                }
            closing.untilItWaits()
            closing.interrupt()
            cancelled.await(10, SECONDS) shouldBe true
            closing.isDoneWithin(100.milliseconds) shouldBe false
            gate.open(null)
            closing.result() shouldBe true
        }

        test("a closed scope refuses calls, and closing it again does nothing") {
            val scope = SuspendScope.open()
            "$scope" shouldBe "SuspendScope[open, coroutines = 0]"
            scope.close()
            scope.close()
            shouldThrow<IllegalStateException> { MailReader.future(scope) { "late" } }.message shouldBe
                "SuspendScope[closed, coroutines = 0] takes no more calls"
        }

        test("a scope that is closed is closed again even by a coroutine that runs where its own have run") {
            Executors.newSingleThreadExecutor().lend { executor ->
                val closed = SuspendScope.open(executor).apply { close() }
                SuspendScope.open(executor).use { scope ->
                    MailReader.future(scope) { "${closed.close()}" }.await() shouldBe "$Unit"
                }
            }
        }

        test("an executor that is null is refused by name") {
            @Suppress("UNCHECKED_CAST")
            fun <T> nothing() = null as T
            shouldThrow<NullPointerException> { SuspendScope.open(nothing<Executor>()) }.message shouldBe "executor"
        }

        test("a coroutine cannot close its own scope, wherever it runs") {
            SuspendScope.open().use { scope ->
                val closings =
                    listOf(
                        Mail { "${scope.close()}" },
                        Mail { withContext(Dispatchers.IO) { "${scope.close()}" } },
                        Mail { MailReader.block { "${scope.close()}" } },
                    )
                for (closing in closings) {
                    bounded {
                        shouldThrow<IllegalStateException> { MailReader.future(scope, closing).await() }
                            .message shouldContain "itself"
                    }
                }
            }
        }

        test("a coroutine may open and close a scope of its own") {
            SuspendScope.open().use { outer ->
                val letter =
                    MailReader.future(outer) {
                        SuspendScope.open().use { inner -> MailReader.future(inner) { "letter" }.await() }
                    }
                letter.get(10, SECONDS) shouldBe "letter"
            }
        }

        test("a coroutine cannot wait for others that may need its thread") {
            Executors.newSingleThreadExecutor().lend { executor ->
                SuspendScope.open(executor).use { outer ->
                    val closing = Mail { SuspendScope.open(executor).use { "never closed" } }
                    shouldThrow<IllegalStateException> { MailReader.future(outer, closing).await() }
                        .message shouldContain "has this thread"
                }
            }
        }

        test("a coroutine that the executor refuses is cancelled") {
            val executor = Executors.newSingleThreadExecutor()
            executor.shutdown()
            SuspendScope.open(executor).use { scope ->
                shouldThrow<CancellationException> { MailReader.future(scope) { "never" }.get(10, SECONDS) }
            }
        }
    })
