package dev.tandem.interop

import dev.tandem.fixtures.NoLeaks
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import java.util.concurrent.CompletableFuture
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit.SECONDS
import java.util.concurrent.atomic.AtomicBoolean
import kotlin.concurrent.thread

class InterruptibleCallTest :
    FunSpec({
        extension(NoLeaks())

        test("a call whose interruption takes long waits for its end without a processor, and keeps none of it") {
            val interrupting = CountDownLatch(1)
            val mayReturn = CountDownLatch(1)
            val running = CountDownLatch(1)
            val mayEnd = CountDownLatch(1)
            val call =
                InterruptibleCall {
                    running.countDown()
                    while (mayEnd.count > 0) runCatching { mayEnd.await() }
                }
            val leftInterrupted = AtomicBoolean()
            // a thread whose interrupt() does not return before the test lets it
            val runner =
                object : Thread({
                    call.run()
                    leftInterrupted.set(interrupted())
                }) {
                    override fun interrupt() {
                        super.interrupt()
                        interrupting.countDown()
                        mayReturn.await()
                    }
                }
            runner.start()
            running.await(10, SECONDS) shouldBe true
            val canceller = thread { call.cancel("toThread") }
            interrupting.await(10, SECONDS) shouldBe true
            mayEnd.countDown()
            val parked = CompletableFuture.supplyAsync { untilItWaits(runner) }
            parked.get(20, SECONDS) shouldBe true
            call.ended.isCompleted shouldBe false
            mayReturn.countDown()
            canceller.join(10_000)
            runner.join(10_000)
            runner.isAlive shouldBe false
            leftInterrupted.get() shouldBe false
            call.ended.isCompleted shouldBe true
        }
    })

private fun untilItWaits(thread: Thread): Boolean {
    val deadline = System.nanoTime() + SECONDS.toNanos(10)
    while (System.nanoTime() < deadline) {
        val top = thread.stackTrace.firstOrNull()?.methodName
        if (thread.state == Thread.State.WAITING && top == "park" && isInStopRunning(thread)) return true
        Thread.onSpinWait()
    }
    return false
}

private fun isInStopRunning(thread: Thread) = thread.stackTrace.any { it.methodName == "stopRunning" }
