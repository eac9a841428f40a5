package dev.tandem.interop

import dev.tandem.threads.VirtualThreads
import io.kotest.assertions.nondeterministic.eventually
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.util.concurrent.CountDownLatch
import java.util.concurrent.FutureTask
import kotlin.concurrent.thread
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds

class NoLeaksTest :
    FunSpec({
        test("a virtual thread that waits for a future is seen, and seen to be gone") {
            val future = FutureTask { 42 }
            val deferred = wrapFuture(future)
            val waiters = if (VirtualThreads.isSupported()) 1 else 0
            eventually(10.seconds) { NoLeaks.virtualThreadsOfOurs().size shouldBe waiters }
            deferred.cancel()
            eventually(10.seconds) { NoLeaks.virtualThreadsOfOurs().size shouldBe 0 }
        }

        test("a platform thread that is left fails the spec") {
            val noLeaks = NoLeaks(patience = 50.milliseconds)
            noLeaks.beforeSpec(testCase.spec)
            val mayEnd = CountDownLatch(1)
            val left = thread(name = "left") { mayEnd.await() }
            shouldThrow<AssertionError> { noLeaks.afterSpec(testCase.spec) }.message shouldContain "left"
            mayEnd.countDown()
            left.join(10_000)
            noLeaks.afterSpec(testCase.spec)
        }
    })
