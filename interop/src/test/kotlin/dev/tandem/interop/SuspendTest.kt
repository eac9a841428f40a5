package dev.tandem.interop

import dev.tandem.fixtures.Gate
import dev.tandem.fixtures.NoLeaks
import dev.tandem.fixtures.TestThread
import dev.tandem.fixtures.bounded
import dev.tandem.fixtures.lend
import dev.tandem.fixtures.threadName
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.types.shouldBeSameInstanceAs
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.MainCoroutineDispatcher
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.Runnable
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.asCoroutineDispatcher
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.delay
import kotlinx.coroutines.future.await
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext
import kotlinx.coroutines.yield
import java.io.IOException
import java.time.Duration
import java.util.concurrent.Callable
import java.util.concurrent.CompletableFuture
import java.util.concurrent.CountDownLatch
import java.util.concurrent.Executor
import java.util.concurrent.Executors
import java.util.concurrent.TimeUnit.SECONDS
import kotlin.coroutines.CoroutineContext
import kotlin.time.Duration.Companion.milliseconds

/** What the tables of [SuspendBlockTest] and [SuspendFutureTest] do not say. */
class SuspendTest :
    FunSpec({
        extension(NoLeaks())

        test("block goes on on the dispatcher of a context that is given") {
            Executors.newSingleThreadExecutor { Thread(it, "given") }.lend { executor ->
                MailReader.block(executor.asCoroutineDispatcher()) {
                    yield()
                    threadName()
                } shouldBe "given"
            }
        }

        test("block waits for what the function started in its own context") {
            var done = false
            MailReader.block {
                CoroutineScope(currentCoroutineContext()).launch {
                    delay(20.milliseconds)
                    done = true
                }
                null
            }
            done shouldBe true
        }

        test("the failure of what the function started in its own context comes out of block") {
            val failure = IOException("disk full")
            shouldThrow<IOException> {
                MailReader.block {
                    CoroutineScope(currentCoroutineContext()).launch { throw failure }
                    "value"
                }
            } shouldBeSameInstanceAs failure
        }

        test("Java catches a checked exception that no function declares") {
            MailReader.complaint { throw IOException("disk full") } shouldBe "disk full"
        }

        test("every worker of Dispatchers.Default may block at once") {
            bounded {
                List(4 * Runtime.getRuntime().availableProcessors()) {
                    async(Dispatchers.Default) {
                        MailReader.block {
                            delay(20.milliseconds)
                            "value"
                        }
                    }
                }.awaitAll().toSet() shouldBe setOf("value")
            }
        }

        test("the thread of an event loop may block") {
            bounded {
                MailReader.block {
                    delay(1.milliseconds)
                    "value"
                } shouldBe "value"
            }
        }

        test("an unconfined coroutine may block") {
            bounded {
                withContext(Dispatchers.Unconfined) {
                    yield()
                    MailReader.block {
                        delay(1.milliseconds)
                        "value"
                    }
                } shouldBe "value"
            }
        }

        test("the main thread is refused the main dispatcher, and no other thread is") {
            Executors.newSingleThreadExecutor().lend { executor ->
                val main = MainOf(executor.submit(Callable { Thread.currentThread() }).get(), executor)
                val refused = executor.submit(Callable { runCatching { MailReader.block(main) { error("it ran") } } })
                shouldThrow<IllegalStateException> { refused.get(10, SECONDS).getOrThrow() }
                    .message shouldContain "main has this thread"
                TestThread.start { MailReader.block(main) { "value" } }.result() shouldBe "value"
            }
        }

        test("a coroutine's thread is refused the coroutine's own dispatcher, and no other") {
            Executors.newSingleThreadExecutor().lend { executor ->
                val scope = CoroutineScope(SupervisorJob() + executor.asCoroutineDispatcher())
                val context = scope.coroutineContext
                shouldThrow<IllegalStateException> {
                    MailReader.future(scope) { MailReader.block(context) { error("it ran") } }.await()
                }
                MailReader.future(scope) { MailReader.block { "${delay(1)}" } }.await() shouldBe "$Unit"
                MailReader.future(scope) { MailReader.block(Dispatchers.Default) { "${delay(1)}" } }.await() shouldBe
                    "$Unit"
            }
        }

        test("a coroutine's thread is refused its dispatcher even from a block inside") {
            Executors.newSingleThreadExecutor().lend { executor ->
                val scope = CoroutineScope(SupervisorJob() + executor.asCoroutineDispatcher())
                shouldThrow<IllegalStateException> {
                    MailReader
                        .future(scope) {
                            MailReader.block { MailReader.block(scope.coroutineContext) { error("it ran") } }
                        }.await()
                }
            }
        }

        test("a dispatcher is refused by whatever name it is given, and by whoever the coroutine waits for") {
            Executors.newSingleThreadExecutor().lend { executor ->
                val scope = CoroutineScope(SupervisorJob() + executor.asCoroutineDispatcher())
                val refused = Mail { MailReader.block(executor.asCoroutineDispatcher()) { error("it ran") } }
                val elsewhere =
                    Mail {
                        delay(1) // and so is no longer on the thread that waits for it
                        refused.next()
                    }
                for (mail in listOf(refused, Mail { MailReader.block(elsewhere) })) {
                    shouldThrow<IllegalStateException> { MailReader.future(scope, mail).await() }
                        .message shouldContain "has this thread"
                }
            }
        }

        test("a thread of its own, which a coroutine waits for without a thread, is refused nothing") {
            Executors.newSingleThreadExecutor().lend { executor ->
                val dispatcher = executor.asCoroutineDispatcher()
                TestThread.start {
                    MailReader.block(dispatcher) { toThread { MailReader.block(dispatcher) { "${delay(1)}" } } }
                }.result() shouldBe "$Unit"
            }
        }

        test("a child's failure is not lost to an interruption") {
            val failed = CountDownLatch(1)
            val gate = Gate<String?>()
            val caller =
                TestThread.start {
                    MailReader.block {
                        val child = CoroutineScope(currentCoroutineContext()).launch { throw IOException("disk full") }
                        child.invokeOnCompletion { failed.countDown() }
                        withContext(NonCancellable) { gate.pass() }
                        awaitCancellation()
                    }
                }
            failed.await(10, SECONDS) shouldBe true
            caller.interrupt()
            gate.open("letter")
            shouldThrow<IOException> { caller.result() }.message shouldBe "disk full"
        }

        test("a thread that a suspended coroutine has left is refused nothing") {
            Executors.newSingleThreadExecutor().lend { executor ->
                val dispatcher = executor.asCoroutineDispatcher()
                val scope = CoroutineScope(SupervisorJob() + dispatcher)
                val gate = Gate<String?>()
                val future = MailReader.future(scope) { gate.pass() }
                gate.reached()
                executor.submit { SelfBlockCheck.refuseHeld(dispatcher) }.get()
                gate.open("value")
                future.await() shouldBe "value"
            }
        }

        test("a scope that a blocked call has left behind is refused nothing for that call, which has ended") {
            Executors.newSingleThreadExecutor().lend { executor ->
                val dispatcher = executor.asCoroutineDispatcher()
                val scope = CoroutineScope(SupervisorJob() + dispatcher)
                var left: CoroutineScope? = null
                MailReader
                    .future(scope) {
                        MailReader.block {
                            "${CoroutineScope(currentCoroutineContext().minusKey(Job)).also { left = it }}"
                        }
                    }.await()
                bounded { left!!.async { MailReader.block(dispatcher) { "value" } }.await() } shouldBe "value"
            }
        }

        test("a coroutine that is running as the blocked call ends which started it is refused nothing from then on") {
            Executors.newSingleThreadExecutor().lend { executor ->
                val dispatcher = executor.asCoroutineDispatcher()
                val scope = CoroutineScope(SupervisorJob() + dispatcher)
                val ended = CountDownLatch(1)
                var late: Deferred<String?>? = null
                MailReader
                    .future(scope) {
                        MailReader.block {
                            late =
                                CoroutineScope(currentCoroutineContext().minusKey(Job)).async(Dispatchers.IO) {
                                    ended.await(10, SECONDS)
                                    MailReader.block(dispatcher) { "value" }
                                }
                            null
                        }
                    }.await()
                ended.countDown()
                bounded { late!!.await() } shouldBe "value"
            }
        }

        test("a refusal names the thread, which is virtual and has no name") {
            val limited = Dispatchers.Virtual.limitedParallelism(1)
            SuspendScope.open().use { scope ->
                val refused = Mail { withContext(limited) { MailReader.block(limited) { error("it ran") } } }
                shouldThrow<IllegalStateException> { MailReader.future(scope, refused).await() }
                    .message!! shouldContain Regex("has this thread, #\\d+")
            }
        }

        test("Java's suspend function goes on on its caller's dispatcher") {
            Executors.newSingleThreadExecutor { Thread(it, "caller's") }.lend { executor ->
                val stage = CompletableFuture<String?>()
                val thread =
                    async(executor.asCoroutineDispatcher()) {
                        StageMail(stage).next()
                        threadName()
                    }
                yield()
                stage.complete("value")
                thread.await() shouldBe "caller's"
            }
        }

        test("a timeout of any length is one") {
            MailReader.block(Duration.ofSeconds(Long.MAX_VALUE)) { "${delay(1)}" } shouldBe "$Unit"
        }
    })

/** A main dispatcher, as a user interface has one. */
private class MainOf(private val thread: Thread, private val executor: Executor) : MainCoroutineDispatcher() {
    override val immediate = this

    override fun isDispatchNeeded(context: CoroutineContext) = Thread.currentThread() !== thread

    override fun dispatch(context: CoroutineContext, block: Runnable) = executor.execute(block)

    override fun toString() = "main"
}
