package dev.tandem.coroutines

import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.cancel
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.launch
import kotlinx.coroutines.plus
import kotlinx.coroutines.test.currentTime
import kotlinx.coroutines.test.runCurrent
import kotlinx.coroutines.test.runTest
import kotlin.time.Duration
import kotlin.time.Duration.Companion.seconds

class WaitingTest :
    FunSpec({
        test("FIRST_COMPLETED returns as soon as one is done") {
            runTest {
                val slow = CompletableDeferred<String>()
                val fast =
                    async {
                        delay(1.seconds)
                        "fast"
                    }
                val (done, pending) = listOf(slow, fast).await(ReturnWhen.FIRST_COMPLETED)
                done.shouldContainExactly(fast)
                pending.shouldContainExactly(slow)
                currentTime shouldBe 1_000
            }
        }

        test("FIRST_EXCEPTION returns as soon as one fails, and not when one is cancelled") {
            runTest {
                val deferreds = List(4) { CompletableDeferred<Int>() }
                val waiter = async { deferreds.await(ReturnWhen.FIRST_EXCEPTION) }
                runCurrent()
                deferreds[0].complete(1)
                deferreds[1].cancel()
                runCurrent()
                waiter.isCompleted shouldBe false
                deferreds[2].completeExceptionally(IllegalStateException("boom"))
                val (done, pending) = waiter.await()
                done.shouldContainExactly(deferreds.take(3))
                pending.shouldContainExactly(deferreds[3])
            }
        }

        test("ALL_COMPLETED and FIRST_EXCEPTION without a failure wait for all") {
            runTest {
                for (returnWhen in listOf(ReturnWhen.ALL_COMPLETED, ReturnWhen.FIRST_EXCEPTION)) {
                    val start = currentTime
                    val deferreds = List(3) { i -> async { delay(i.seconds) } }
                    deferreds.await(returnWhen).pending.shouldBeEmpty()
                    currentTime - start shouldBe 2_000
                }
            }
        }

        test("waiting gives up when the time is up, and touches nothing") {
            runTest {
                val never = CompletableDeferred<Int>()
                val done = CompletableDeferred(1)
                listOf(never, done).await(timeout = 1.seconds) shouldBe DoneAndPending(setOf(done), setOf(never))
                currentTime shouldBe 1_000
                listOf(never, done).await(timeout = Duration.ZERO).pending.shouldContainExactly(never)
                currentTime shouldBe 1_000
                never.isActive shouldBe true
                emptyList<CompletableDeferred<Int>>().await() shouldBe DoneAndPending(emptySet(), emptySet())
            }
        }

        test("cancelling who waits cancels nothing else") {
            runTest {
                val never = CompletableDeferred<Int>()
                val waiter = launch { listOf(never).await() }
                runCurrent()
                waiter.cancel()
                waiter.join()
                never.isActive shouldBe true
            }
        }

        test("asCompleted gives each once, in the order in which they are done") {
            runTest {
                val deferreds =
                    listOf(3, 1, 2).map { seconds ->
                        async {
                            delay(seconds.seconds)
                            seconds
                        }
                    }
                (deferreds + deferreds[0]).asCompleted().map { it.await() }.toList().shouldContainExactly(1, 2, 3)
                deferreds.asCompleted().toList() shouldBe deferreds
                emptyList<CompletableDeferred<Int>>().asCompleted().toList().shouldBeEmpty()
            }
        }

        test("a failed deferred is among the completed, and its failure is its own") {
            runTest {
                val failed = CompletableDeferred<Int>().apply { completeExceptionally(IllegalStateException("boom")) }
                shouldThrow<IllegalStateException> { listOf(failed).asCompleted().first().await() }.message shouldBe
                    "boom"
            }
        }

        test("a collection that ends early leaves the rest as they are") {
            runTest {
                val never = CompletableDeferred<Int>()
                val done = CompletableDeferred(1)
                listOf(never, done).asCompleted().first() shouldBe done
                never.isActive shouldBe true
            }
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
                shield { 42 } shouldBe 42
                shouldThrow<IllegalArgumentException> { shield { throw IllegalArgumentException("boom") } }
                    .message shouldBe "boom"
                currentTime shouldBe 0
            }
        }

        test("cancelling the scope that shields cancels the block") {
            runTest {
                val application = this + SupervisorJob()
                val caller = (this + SupervisorJob()).async { application.shield { delay(1.seconds) } }
                runCurrent()
                application.cancel()
                shouldThrow<CancellationException> { caller.await() }
                currentTime shouldBe 0
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
    })
