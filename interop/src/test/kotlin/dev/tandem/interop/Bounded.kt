package dev.tandem.interop

import io.kotest.matchers.shouldBe
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import java.util.concurrent.ExecutionException
import java.util.concurrent.ExecutorService
import java.util.concurrent.FutureTask
import java.util.concurrent.TimeUnit.SECONDS
import kotlin.concurrent.thread
import kotlin.time.Duration.Companion.seconds

/**
 * Runs [body] and waits for every coroutine it starts; a hang is a failure, even of what cannot be cancelled: it is then
 * left to its daemon thread.
 */
internal fun <T> bounded(body: suspend CoroutineScope.() -> T): T {
    val test = FutureTask { runBlocking { withTimeout(60.seconds, body) } }
    thread(isDaemon = true, name = "bounded", block = test::run)
    try {
        return test.get(70, SECONDS)
    } catch (e: ExecutionException) {
        throw e.cause!!
    }
}

/** Runs [body] with this executor, and ends the executor with it. */
internal fun ExecutorService.lend(body: suspend (ExecutorService) -> Unit) {
    try {
        bounded { body(this@lend) }
    } finally {
        shutdownNow()
        awaitTermination(10, SECONDS) shouldBe true
    }
}
