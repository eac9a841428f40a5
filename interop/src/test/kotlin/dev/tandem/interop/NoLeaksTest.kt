package dev.tandem.interop

import dev.tandem.threads.VirtualThreads
import io.kotest.assertions.nondeterministic.eventually
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import java.util.concurrent.FutureTask
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
    })
