package dev.tandem.interop

import dev.tandem.fixtures.NoLeaks
import dev.tandem.fixtures.Play
import dev.tandem.fixtures.bounded
import io.kotest.assertions.nondeterministic.eventually
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.types.shouldBeInstanceOf
import io.kotest.matchers.types.shouldBeSameInstanceAs
import kotlinx.coroutines.CoroutineStart.UNDISPATCHED
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.job
import kotlinx.coroutines.launch
import java.io.IOException
import java.util.concurrent.Callable
import java.util.concurrent.CancellationException
import java.util.concurrent.CompletableFuture
import java.util.concurrent.ExecutionException
import java.util.concurrent.Executors
import java.util.concurrent.FutureTask
import java.util.concurrent.TimeUnit.SECONDS
import kotlin.time.Duration.Companion.seconds

class WrapFutureTest :
    FunSpec({
        extension(NoLeaks())

        val failure = IOException("disk full")

        test("a failed stage's CompletionException is taken off, the original exception comes out") {
            bounded {
                val stage = CompletableFuture<Int>()
                val dependent = stage.thenApply<Int> { throw failure }
                val wrapped = wrapFuture(dependent)
                stage.complete(1)
                wrapped.getCompletionExceptionOrNull() shouldBeSameInstanceAs failure
            }
        }

        test("a failed task's ExecutionException is taken off, and no other") {
            bounded {
                val own = ExecutionException("the task's own", failure)
                wrapFuture(FutureTask { throw failure }.also { it.run() }).failure() shouldBeSameInstanceAs failure
                wrapFuture(FutureTask { throw own }.also { it.run() }).failure() shouldBeSameInstanceAs own
                wrapFuture(CompletableFuture.failedFuture<Int>(own)).failure() shouldBeSameInstanceAs own
            }
        }

        test("a future whose get throws something of its own fails with that") {
            bounded {
                val odd = IllegalStateException("not connected")
                val future =
                    object : FutureTask<Int>({ 42 }) {
                        override fun get(): Int = throw odd
                    }
                wrapFuture(future).also { it.job.join() }.failure() shouldBeSameInstanceAs odd
            }
        }

        for (interrupts in listOf(true, false)) {
            test(
                "cancelling ${if (interrupts) "interrupts the running task, if told to" else "lets the running task be"}",
            ) {
                val pool = Executors.newSingleThreadExecutor()
                bounded {
                    val play = Play()
                    val wrapped = wrapFuture(pool.submit(Callable { play.hold() }), mayInterruptIfRunning = interrupts)
                    play.running.await(10, SECONDS) shouldBe true
                    wrapped.cancel()
                    wrapped.isCompleted shouldBe true
                    if (!interrupts) play.mayEnd.countDown()
                    play.ended.await(10, SECONDS) shouldBe true
                    play.interrupted.count shouldBe if (interrupts) 0 else 1
                }
                pool.shutdown()
                pool.awaitTermination(10, SECONDS) shouldBe true
            }
        }

        test("cancelling before the task has begun makes sure that it never does") {
            val task = FutureTask<Int> { error("it ran") }
            wrapFuture(task).cancel()
            task.run()
            shouldThrow<CancellationException> { task.get() }
        }

        test("a future that refuses to be cancelled leaves the deferred cancelled, and its refusal with the reason") {
            bounded {
                val future =
                    object : CompletableFuture<Int>() {
                        override fun cancel(mayInterruptIfRunning: Boolean) =
                            throw UnsupportedOperationException("never")
                    }
                val wrapped = wrapFuture(future)
                wrapped.cancel()
                wrapped.failure()!!.suppressed.single().shouldBeInstanceOf<UnsupportedOperationException>()
                future.complete(42)
                wrapped.isCancelled shouldBe true
            }
        }

        test("cancelling one who awaits the deferred leaves it, and the future, to the others") {
            bounded {
                val future = CompletableFuture<Int>()
                val wrapped = wrapFuture(future)
                val one = launch(start = UNDISPATCHED) { wrapped.await() }
                val other = async(start = UNDISPATCHED) { wrapped.await() }
                one.cancel()
                future.complete(42)
                other.await() shouldBe 42
            }
        }

        test("one future wrapped 10,000 times is cancelled by one of them, without an overflow of the stack") {
            bounded {
                for (future in listOf(CompletableFuture<Int>(), object : CompletableFuture<Int>() {})) {
                    val all = List(10_000) { wrapFuture(future) }
                    all.first().cancel()
                    all.forEach { it.join() }
                    all.all { it.isCancelled } shouldBe true
                    future.isCancelled shouldBe true
                }
            }
        }

        test("a value and a cancellation that race leave the deferred and the future agreeing") {
            val pool = Executors.newFixedThreadPool(2)
            bounded {
                repeat(2_000) { i ->
                    val future = pool.submit(Callable { i })
                    val wrapped = wrapFuture(future)
                    val canceller = pool.submit { wrapped.cancel() }
                    wrapped.join()
                    canceller.get(10, SECONDS)
                    if (wrapped.isCancelled) future.isDone shouldBe true else wrapped.await() shouldBe i
                }
                // nobody's interruption or cancellation stays behind in the pool
                List(100) { wrapFuture(pool.submit(Callable { Thread.interrupted() })) }.awaitAll().none { it } shouldBe
                    true
            }
            pool.shutdown()
            pool.awaitTermination(10, SECONDS) shouldBe true
        }

        test("what the task did is seen by whoever awaits") {
            val pool = Executors.newSingleThreadExecutor()
            bounded {
                repeat(1_000) { i ->
                    val box = IntArray(1)
                    wrapFuture(pool.submit { box[0] = i }).await()
                    box[0] shouldBe i
                }
            }
            pool.shutdown()
        }

        test("a plain future's waiter ends with the deferred that it waits for") {
            val future = FutureTask { 42 }
            val all = List(100) { wrapFuture(future) }
            all.drop(1).forEach { it.cancel() }
            eventually(10.seconds) { NoLeaks.virtualThreadsOfOurs().size shouldBe 0 }
            future.isCancelled shouldBe true
        }
    })

@OptIn(ExperimentalCoroutinesApi::class)
private fun Deferred<*>.failure(): Throwable? = getCompletionExceptionOrNull()
