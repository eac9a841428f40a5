package dev.tandem.coroutines

import dev.tandem.fixtures.bounded
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineExceptionHandler
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.DelicateCoroutinesApi
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.GlobalScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.cancel
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.delay
import kotlinx.coroutines.isActive
import kotlinx.coroutines.job
import kotlinx.coroutines.launch
import kotlinx.coroutines.plus
import kotlinx.coroutines.supervisorScope
import kotlinx.coroutines.test.TestScope
import kotlinx.coroutines.test.currentTime
import kotlinx.coroutines.test.runCurrent
import kotlinx.coroutines.test.runTest
import kotlinx.coroutines.withContext
import kotlinx.coroutines.withTimeout
import kotlinx.coroutines.withTimeoutOrNull
import kotlinx.coroutines.yield
import java.io.IOException
import java.util.Collections
import java.util.concurrent.CompletableFuture
import java.util.concurrent.TimeUnit
import java.util.concurrent.atomic.AtomicInteger
import kotlin.concurrent.thread
import kotlin.random.Random
import kotlin.time.Duration.Companion.minutes
import kotlin.time.Duration.Companion.seconds

@OptIn(DelicateCoroutinesApi::class)
class ShieldTest :
    FunSpec({
        /** A scope that outlives its users, and what its handler was told. */
        class Application(test: TestScope) {
            val told = mutableListOf<Throwable>()
            val scope = test + SupervisorJob() + CoroutineExceptionHandler { _, failure -> told += failure }
        }

        test("shield goes on when its caller is cancelled") {
            runTest {
                val events = mutableListOf<String>()
                val caller =
                    launch {
                        this@runTest.shield {
                            delay(2.seconds)
                            events += "done"
                        }
                    }
                delay(1.seconds)
                caller.cancel()
                caller.join()
                currentTime shouldBe 1_000
                events.shouldBeEmpty()
                delay(1.seconds)
                runCurrent()
                events.shouldContainExactly("done")
            }
        }

        test("shield gives the block's value, and throws its failure to the caller alone") {
            runTest {
                val application = Application(this)
                application.scope.shield { 42 } shouldBe 42
                shouldThrow<IllegalArgumentException> {
                    application.scope.shield { throw IllegalArgumentException("boom") }
                }.message shouldBe "boom"
                shouldThrow<StackOverflowError> {
                    application.scope.shield {
                        launch { throw StackOverflowError() }
                        awaitCancellation()
                    }
                }
                application.scope.isActive shouldBe true
                application.told.shouldBeEmpty()
                currentTime shouldBe 0
            }
        }

        test("a scope that is cancelled with the caller is refused, and nothing is started") {
            val misuses: List<suspend CoroutineScope.(suspend CoroutineScope.() -> Unit) -> Unit> = listOf(
                { block -> shield(block) },
                { block -> coroutineScope { shield(block) } },
                { block -> supervisorScope { shield(block) } },
                { block -> withContext(Dispatchers.Unconfined) { shield(block) } },
                { block -> CoroutineScope(currentCoroutineContext()).shield(block) },
                { block ->
                    val child = CoroutineScope(currentCoroutineContext() + Job(currentCoroutineContext()[Job]))
                    try {
                        child.shield(block)
                    } finally {
                        child.cancel()
                    }
                },
                { block ->
                    val supervisor = SupervisorJob(currentCoroutineContext()[Job])
                    try {
                        CoroutineScope(Job(supervisor)).shield(block)
                    } finally {
                        supervisor.cancel()
                    }
                },
            )
            misuses.forEach { misuse ->
                runTest {
                    var started = false
                    launch {
                        shouldThrow<IllegalArgumentException> { misuse { started = true } }
                            .message shouldContain "a shield needs a scope that outlives its caller"
                    }.join()
                    started shouldBe false
                }
            }
        }

        test("a scope around the caller's, another's and nobody's will do") {
            runTest {
                val outer = this
                launch { outer.shield { 1 } shouldBe 1 }.join()
                withTimeout(1.seconds) { outer.shield { 2 } } shouldBe 2
                coroutineScope { outer.shield { 3 } } shouldBe 3
                CoroutineScope(Job()).shield { 4 } shouldBe 4
                CoroutineScope(currentCoroutineContext() + NonCancellable).shield { 5 } shouldBe 5
                GlobalScope.shield { 6 } shouldBe 6
            }
        }

        test("the block outlives a timeout, which is what the caller gets") {
            runTest {
                val outer = this
                var stored = false
                withTimeoutOrNull(1.seconds) {
                    outer.shield {
                        delay(2.seconds)
                        stored = true
                    }
                } shouldBe null
                currentTime shouldBe 1_000
                stored shouldBe false
                delay(1.seconds)
                runCurrent()
                stored shouldBe true
            }
        }

        test("a failure that the cancelled caller does not hear of goes to the scope's handler, and cancels nothing") {
            runTest {
                val application = Application(this)
                val caller = launch {
                    application.scope.shield {
                        delay(2.seconds)
                        throw IOException("the disk is full")
                    }
                }
                delay(1.seconds)
                caller.cancel()
                caller.join()
                application.told.shouldBeEmpty()
                delay(1.seconds)
                runCurrent()
                application.told.map { it.message }.shouldContainExactly("the disk is full")
                application.scope.isActive shouldBe true
            }
        }

        test("a failure that comes in the moment in which the caller is cancelled is heard once") {
            runTest {
                val application = Application(this)
                val gate = CompletableDeferred<Unit>()
                val caller = async {
                    application.scope.shield {
                        gate.await()
                        throw IOException("the disk is full")
                    }
                }
                runCurrent()
                gate.invokeOnCompletion { }
                application.scope.launch {
                    gate.await()
                    caller.cancel() // the failure is on its way to the caller
                }
                runCurrent()
                gate.complete(Unit)
                runCurrent()
                shouldThrow<CancellationException> { caller.await() }
                application.told.size shouldBe 1
            }
        }

        test("a failure that the caller has heard of goes nowhere else") {
            runTest {
                val application = Application(this)
                val caller = CoroutineScope(coroutineContext + SupervisorJob()).async {
                    application.scope.shield { throw IOException("the disk is full") }
                }
                shouldThrow<IOException> { caller.await() }
                caller.cancel()
                runCurrent()
                application.told.shouldBeEmpty()
            }
        }

        test("without a handler the thread's own has the failure that nobody hears of") {
            runTest { } // from now on it collects what nobody caught
            val told = CompletableFuture<Throwable>()
            val gate = CompletableDeferred<Unit>()
            val application = CoroutineScope(SupervisorJob() + Dispatchers.Unconfined)
            val caller = CoroutineScope(Dispatchers.Unconfined).launch {
                application.shield {
                    gate.await()
                    throw IOException("the disk is full")
                }
            }
            caller.cancel()
            val completer = thread(start = false) { gate.complete(Unit) }
            completer.setUncaughtExceptionHandler { _, failure -> told.complete(failure) }
            completer.start()
            told.get(1, TimeUnit.MINUTES).message shouldBe "the disk is full"
            shouldThrow<IllegalStateException> { runTest { } }.suppressed.single() shouldBe told.get()
        }

        test("a result, or a cancellation, that nobody hears of is dropped") {
            runTest {
                val application = Application(this)
                val callers = listOf<suspend CoroutineScope.() -> Int>({ 1 }, { throw CancellationException("own") })
                    .map { end ->
                        launch {
                            application.scope.shield {
                                delay(1.seconds)
                                end()
                            }
                        }
                    }
                runCurrent()
                callers.forEach { it.cancel() }
                delay(2.seconds)
                application.told.shouldBeEmpty()
            }
        }

        test("cancelling the scope that shields cancels the block") {
            runTest {
                val application = Application(this).scope
                val caller = (this + SupervisorJob()).async { application.shield { delay(1.seconds) } }
                runCurrent()
                application.cancel()
                shouldThrow<CancellationException> { caller.await() }
                currentTime shouldBe 0
            }
        }

        test("what the block throws as its scope is cancelled reaches the caller, or the handler") {
            runTest {
                for (isThere in listOf(true, false)) {
                    val application = Application(this)
                    val caller = (this + SupervisorJob()).async {
                        application.scope.shield {
                            try {
                                awaitCancellation()
                            } finally {
                                throw IOException("cannot clean up")
                            }
                        }
                    }
                    runCurrent()
                    if (!isThere) caller.cancel()
                    application.scope.cancel()
                    runCurrent()
                    if (isThere) {
                        shouldThrow<IOException> { caller.await() }
                    } else {
                        application.told.map { it.message }.shouldContainExactly("cannot clean up")
                    }
                }
            }
        }

        test("a scope that has ended starts nothing, and says so") {
            runTest {
                val application = Application(this).scope
                application.cancel()
                var started = false
                shouldThrow<CancellationException> { application.shield { started = true } }
                started shouldBe false
            }
        }

        test("a caller that is cancelled already starts nothing") {
            runTest {
                val application = Application(this).scope
                var started = false
                launch(start = CoroutineStart.UNDISPATCHED) {
                    currentCoroutineContext().cancel()
                    shouldThrow<CancellationException> { application.shield { started = true } }
                }.join()
                runCurrent()
                started shouldBe false
            }
        }

        test("shields run side by side") {
            runTest {
                List(3) { i ->
                    async {
                        this@runTest.shield {
                            delay(1.seconds)
                            i
                        }
                    }
                }.awaitAll().shouldContainExactly(0, 1, 2)
                currentTime shouldBe 1_000
            }
        }

        test("of failures that race with a cancellation each is heard, by the caller or by the handler, and once") {
            val failed = AtomicInteger()
            val heard = AtomicInteger()
            val other = Collections.synchronizedList(mutableListOf<Throwable>())
            val application = CoroutineScope(
                SupervisorJob() + Dispatchers.Default +
                    CoroutineExceptionHandler { _, failure ->
                        if (failure is IOException) heard.incrementAndGet() else other += failure
                    },
            )
            val random = Random(20_261_121)
            bounded(2.minutes, Dispatchers.Default) {
                repeat(5_000) {
                    val caller = launch {
                        try {
                            application.shield {
                                failed.incrementAndGet()
                                throw IOException()
                            }
                        } catch (_: IOException) {
                            heard.incrementAndGet()
                        }
                    }
                    repeat(random.nextInt(6)) { yield() }
                    caller.cancelAndJoin()
                }
                application.coroutineContext.job.children.forEach { it.join() }
            }
            other.shouldBeEmpty()
            heard.get() shouldBe failed.get()
            (failed.get() > 0) shouldBe true
        }
    })
