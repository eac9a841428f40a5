package dev.tandem.coroutines

import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CompletionHandler
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.DisposableHandle
import kotlinx.coroutines.InternalForInheritanceCoroutinesApi
import kotlinx.coroutines.async
import kotlinx.coroutines.cancel
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.launch
import kotlinx.coroutines.test.advanceUntilIdle
import kotlinx.coroutines.test.currentTime
import kotlinx.coroutines.test.runCurrent
import kotlinx.coroutines.test.runTest
import kotlinx.coroutines.withTimeout
import kotlin.time.Duration
import kotlin.time.Duration.Companion.seconds

@OptIn(InternalForInheritanceCoroutinesApi::class)
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
                listOf(never, done).await(ReturnWhen.ALL_COMPLETED, timeout = 1.seconds) shouldBe
                    DoneAndPending(setOf(done), setOf(never))
                currentTime shouldBe 1_000
                listOf(
                    never,
                    done,
                ).await(ReturnWhen.ALL_COMPLETED, timeout = Duration.ZERO).pending.shouldContainExactly(never)
                currentTime shouldBe 1_000
                never.isActive shouldBe true
                emptyList<CompletableDeferred<Int>>().await(ReturnWhen.ALL_COMPLETED) shouldBe
                    DoneAndPending(emptySet(), emptySet())
            }
        }

        test("cancelling who waits cancels nothing else") {
            runTest {
                val never = CompletableDeferred<Int>()
                val waiter = launch { listOf(never).await(ReturnWhen.ALL_COMPLETED) }
                runCurrent()
                waiter.cancel()
                waiter.join()
                never.isActive shouldBe true
            }
        }

        test("asCompleted gives those done already first, though another is done while it begins to watch") {
            runTest {
                val late = CompletableDeferred(0)
                val pending = CompletableDeferred<Int>()
                val done = object : CompletableDeferred<Int> by late {
                    override fun invokeOnCompletion(handler: CompletionHandler): DisposableHandle {
                        pending.complete(1)
                        return late.invokeOnCompletion(handler)
                    }
                }
                val given = mutableListOf<Int>()
                listOf(pending, done).asCompleted().collect {
                    given += it.await()
                    pending.complete(1)
                }
                given.shouldContainExactly(0, 1)
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

        test("lazy deferreds are started, in their order, by whoever waits for them") {
            val waits: List<suspend (List<Deferred<Int>>) -> Unit> = listOf(
                { it.await(ReturnWhen.ALL_COMPLETED) },
                { it.await(ReturnWhen.FIRST_COMPLETED, timeout = 1.seconds) },
                { it.await(ReturnWhen.ALL_COMPLETED, timeout = Duration.ZERO) },
                { it.asCompleted().first() },
                { it.asCompleted().toList() },
            )
            waits.forEach { wait ->
                runTest {
                    val started = mutableListOf<Int>()
                    val lazy = List(3) { i -> async(start = CoroutineStart.LAZY) { i.also { started += it } } }
                    runCurrent()
                    started.shouldBeEmpty()
                    withTimeout(10.seconds) { wait(lazy) }
                    runCurrent()
                    started.shouldContainExactly(0, 1, 2)
                    currentTime shouldBe 0
                }
            }
        }

        test("a flow that nobody collects starts nothing") {
            runTest {
                val lazy = async(start = CoroutineStart.LAZY) { 1 }
                listOf(lazy).asCompleted()
                runCurrent()
                lazy.isActive shouldBe false
                lazy.cancel()
            }
        }

        test("who is cancelled already does not wait, and starts nothing") {
            runTest {
                val lazy = async(start = CoroutineStart.LAZY) { 1 }
                launch {
                    currentCoroutineContext().cancel()
                    shouldThrow<CancellationException> { listOf(lazy).await(ReturnWhen.FIRST_COMPLETED) }
                    shouldThrow<CancellationException> {
                        listOf(CompletableDeferred(1)).await(ReturnWhen.FIRST_COMPLETED, timeout = Duration.ZERO)
                    }
                }.join()
                runCurrent()
                lazy.isActive shouldBe false
                lazy.cancel()
            }
        }

        test("waiting without a timeout has none on a virtual clock either") {
            runTest {
                val deferred = CompletableDeferred<Int>()
                val waiter = backgroundScope.async { listOf(deferred).await(ReturnWhen.ALL_COMPLETED) }
                advanceUntilIdle()
                waiter.isCompleted shouldBe false
                deferred.complete(1)
                waiter.await().pending.shouldBeEmpty()
            }
        }

        test("a failure is in its deferred and is not thrown") {
            runTest {
                val failed = CompletableDeferred<Int>().apply { completeExceptionally(IllegalStateException("boom")) }
                val (done, pending) = listOf(failed).await(ReturnWhen.ALL_COMPLETED)
                pending.shouldBeEmpty()
                shouldThrow<IllegalStateException> { done.single().await() }.message shouldBe "boom"
            }
        }

        test("a collection that changes meanwhile does not change what is waited for") {
            runTest {
                val first = CompletableDeferred<Int>()
                val given = mutableListOf<Deferred<Int>>(first)
                val waiter = async { given.await(ReturnWhen.ALL_COMPLETED) }
                runCurrent()
                given += CompletableDeferred()
                first.complete(1)
                waiter.await() shouldBe DoneAndPending(setOf(first), emptySet())
            }
        }
    })
