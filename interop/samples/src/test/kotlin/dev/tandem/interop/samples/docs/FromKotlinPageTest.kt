package dev.tandem.interop.samples.docs

import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.future.await
import kotlinx.coroutines.withTimeoutOrNull
import java.nio.file.Files
import java.util.concurrent.CompletableFuture
import java.util.concurrent.LinkedBlockingQueue
import java.util.concurrent.TimeUnit.SECONDS
import kotlin.concurrent.thread
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.minutes

/** What the page for readers who come from Kotlin shows does what it says. */
class FromKotlinPageTest :
    FunSpec({
        test("an interruption ends a thread that waits, and stays set") {
            val letters = LinkedBlockingQueue(listOf("a", "b"))
            val printed = StringBuffer()
            val staysInterrupted = CompletableFuture<Boolean>()
            val printer = thread {
                FromKotlinPage.print(letters, printed)
                staysInterrupted.complete(Thread.interrupted())
            }
            printer.interrupt()
            staysInterrupted.get(10, SECONDS) shouldBe true
            "$printed${letters.joinToString("")}" shouldBe "ab"
        }

        test("a thread gets the lock that it holds once more") {
            FromKotlinPage.Account().depositTwice(50) shouldBe 100
        }

        test("a pool is shut down when what it was for is done") {
            val folder = tempdir().toPath()
            val files = List(3) { Files.writeString(folder.resolve("$it.txt"), "x".repeat(it)) }
            FromKotlinPage.lengths(files) shouldBe listOf(0, 1, 2)
        }

        test("a thread-local goes with the coroutine, to other threads as well") {
            FromKotlinPage.greetings("Ada") shouldBe listOf("Hello, Ada", "Goodbye, Ada")
        }

        test("whoever gives up waiting for a shared future leaves it to the others") {
            FromKotlinPage.port(CompletableFuture.completedFuture(8080), 1.minutes) shouldBe 8080
            val setting = CompletableFuture<Int>()
            FromKotlinPage.port(setting, 10.milliseconds) shouldBe 80
            setting.isCancelled shouldBe false

            withTimeoutOrNull(10.milliseconds) { setting.await() } shouldBe null
            setting.isCancelled shouldBe true
        }
    })
