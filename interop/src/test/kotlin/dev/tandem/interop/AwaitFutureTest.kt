package dev.tandem.interop

import dev.tandem.fixtures.Heap
import dev.tandem.fixtures.NoLeaks
import dev.tandem.fixtures.Play
import dev.tandem.fixtures.bounded
import io.kotest.assertions.nondeterministic.eventually
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.longs.shouldBeLessThan
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart.UNDISPATCHED
import kotlinx.coroutines.async
import kotlinx.coroutines.launch
import java.util.concurrent.Callable
import java.util.concurrent.CompletableFuture
import java.util.concurrent.Executors
import java.util.concurrent.Future
import java.util.concurrent.FutureTask
import java.util.concurrent.TimeUnit.SECONDS
import kotlin.time.Duration.Companion.seconds

class AwaitFutureTest :
    FunSpec({
        extension(NoLeaks())

        for ((name, future) in listOf(
            "a CompletableFuture" to CompletableFuture<Int>(),
            "a plain future" to Settable(),
        )) {
            test("$name is shared: the first to give up does not take it from the others") {
                bounded {
                    val first = launch(start = UNDISPATCHED) { future.awaitShared() }
                    val second = async(start = UNDISPATCHED) { future.awaitShared() }
                    first.cancel()
                    first.join()
                    future.isDone shouldBe false
                    if (future is Settable) future.set(42) else (future as CompletableFuture<Int>).complete(42)
                    second.await() shouldBe 42
                }
            }
        }

        for (interrupts in listOf(true, false)) {
            test(
                "an owner that is cancelled ${if (interrupts) "interrupts" else "does not interrupt"} the running task",
            ) {
                val pool = Executors.newSingleThreadExecutor()
                bounded {
                    val play = Play()
                    val future = pool.submit(Callable { play.hold() })
                    val owner = launch(start = UNDISPATCHED) { future.awaitOwned(mayInterruptIfRunning = interrupts) }
                    play.running.await(10, SECONDS) shouldBe true
                    owner.cancel()
                    owner.join()
                    future.isCancelled shouldBe true
                    if (!interrupts) {
                        play.ended.count shouldBe 1
                        play.mayEnd.countDown()
                    }
                    play.ended.await(10, SECONDS) shouldBe true
                    play.interrupted.count shouldBe if (interrupts) 0 else 1
                }
                pool.shutdown()
                pool.awaitTermination(10, SECONDS) shouldBe true
            }
        }

        test("50,000 awaiters that gave up leave nothing on a shared CompletableFuture") {
            val future = CompletableFuture<Int>()
            bounded { repeat(1_000) { giveUp(future) } }
            val before = Heap.used()
            bounded { repeat(50_000) { giveUp(future) } }
            Heap.used() - before shouldBeLessThan 2_000_000L
            future.numberOfDependents shouldBe 0
        }

        test("awaiters that gave up leave no waiter on a shared plain future") {
            val future = Settable()
            bounded { repeat(1_000) { giveUp(future) } }
            eventually(10.seconds) { NoLeaks.virtualThreadsOfOurs().size shouldBe 0 }
            future.isDone shouldBe false
        }
    })

private suspend fun CoroutineScope.giveUp(future: Future<Int>) {
    val awaiter = launch(start = UNDISPATCHED) { future.awaitShared() }
    awaiter.cancel()
    awaiter.join()
}

private class Settable : FutureTask<Int>({ error("set by hand") }) {
    public override fun set(value: Int) = super.set(value)
}
