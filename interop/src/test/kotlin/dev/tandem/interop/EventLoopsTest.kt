package dev.tandem.interop

import dev.tandem.fixtures.TestThread
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.comparables.shouldBeGreaterThan
import io.kotest.matchers.shouldBe
import io.kotest.matchers.types.shouldBeSameInstanceAs
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.runBlocking
import java.util.concurrent.CompletableFuture
import java.util.concurrent.TimeUnit.SECONDS
import kotlin.coroutines.ContinuationInterceptor
import kotlin.coroutines.EmptyCoroutineContext

/** That kotlinx's event loop still is what [EventLoops] takes it for: nothing else tells when a new version changes it. */
class EventLoopsTest :
    FunSpec({
        test("the loop of a thread is the one that runBlocking runs there") {
            TestThread.start {
                val loop = EventLoops.enter()
                runBlocking { currentCoroutineContext()[ContinuationInterceptor] } shouldBeSameInstanceAs loop
                EventLoops.leave(loop)
            }.result()
        }

        test("the loop runs what it is given, one by one, on its thread, and tells that there is no more") {
            TestThread.start {
                val loop = EventLoops.enter()
                val ran = mutableListOf<Thread>()
                repeat(2) { loop.dispatch(EmptyCoroutineContext) { ran += Thread.currentThread() } }
                EventLoops.runNext(loop)
                ran shouldBe listOf(Thread.currentThread())
                EventLoops.runNext(loop)
                ran.size shouldBe 2
                EventLoops.runNext(loop) shouldBeGreaterThan 0
                EventLoops.leave(loop)
            }.result()
        }

        test("what comes to a loop that was left is run elsewhere") {
            val thread = CompletableFuture<Thread>()
            val caller =
                TestThread.start {
                    val loop = EventLoops.enter()
                    EventLoops.leave(loop)
                    loop.dispatch(EmptyCoroutineContext) { thread.complete(Thread.currentThread()) }
                }
            caller.result()
            (thread.get(10, SECONDS) === caller.thread()) shouldBe false
        }
    })
