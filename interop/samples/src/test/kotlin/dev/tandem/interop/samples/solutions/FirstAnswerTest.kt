package dev.tandem.interop.samples.solutions

import dev.tandem.coroutines.ReturnWhen.FIRST_COMPLETED
import dev.tandem.coroutines.await
import dev.tandem.interop.wrapFuture
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.supervisorScope
import kotlinx.coroutines.withTimeout
import java.io.IOException
import java.util.concurrent.CompletableFuture
import java.util.concurrent.Future
import kotlin.time.Duration.Companion.seconds

/** Asks both, gives the answer of whichever is done first, and cancels the other, of whichever kind it is. */
suspend fun <T> firstAnswer(future: Future<T>, call: suspend () -> T): T = supervisorScope {
    val asked = listOf(wrapFuture(future), async { call() })
    try {
        asked.await(FIRST_COMPLETED).done.first().await()
    } finally {
        asked.forEach { it.cancel() } // to one that is done it does nothing
    }
}

class FirstAnswerTest :
    FunSpec({
        suspend fun <T> bounded(block: suspend () -> T) = withTimeout(20.seconds) { block() }

        test("the thread's future is first: the coroutine is cancelled") {
            val future = CompletableFuture<String>()
            var cancelled = false
            val answer = bounded {
                firstAnswer(future) {
                    try {
                        future.complete("thread")
                        awaitCancellation()
                    } finally {
                        cancelled = true
                    }
                }
            }
            answer shouldBe "thread"
            cancelled shouldBe true
        }

        test("the coroutine is first: the future is cancelled") {
            val future = CompletableFuture<String>()
            bounded { firstAnswer(future) { "coroutine" } } shouldBe "coroutine"
            future.isCancelled shouldBe true
        }

        test("a failure is an answer, too") {
            val future = CompletableFuture<String>()
            shouldThrow<IOException> { bounded { firstAnswer(future) { throw IOException("no network") } } }
            future.isCancelled shouldBe true
        }
    })
