package dev.tandem.interop

import dev.tandem.fixtures.NoLeaks
import dev.tandem.fixtures.Play
import dev.tandem.fixtures.lend
import dev.tandem.threads.VirtualThreads
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.types.shouldBeSameInstanceAs
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.isActive
import kotlinx.coroutines.launch
import kotlinx.coroutines.withTimeoutOrNull
import java.io.IOException
import java.util.concurrent.ExecutorService
import java.util.concurrent.Executors
import java.util.concurrent.RejectedExecutionException
import java.util.concurrent.TimeUnit.SECONDS
import kotlin.time.Duration.Companion.milliseconds

/** Java that implements suspend functions with code that blocks: `Suspend.toThread` and `Suspend.runInExecutor`. */
class BlockingMailTest :
    FunSpec({
        extension(NoLeaks())

        val failure = IOException("disk full")

        fun mails(executor: ExecutorService, read: () -> String?): List<Mail> =
            listOf(BlockingMail.OnThread { read() }, BlockingMail.InExecutor(executor) { read() })

        test("what the code gives or throws is the caller's") {
            Executors.newSingleThreadExecutor().lend { executor ->
                mails(executor) { "letter" }.forEach { it.next() shouldBe "letter" }
                mails(executor) { null }.forEach { it.next() shouldBe null }
                mails(executor) { throw failure }
                    .forEach { shouldThrow<IOException> { it.next() } shouldBeSameInstanceAs failure }
            }
        }

        test("the code runs on a virtual thread, or on the executor") {
            Executors.newSingleThreadExecutor { Thread(it, "given") }.lend { executor ->
                val (onThread, inExecutor) = mails(executor) { Thread.currentThread().toString() }.map { it.next()!! }
                onThread shouldContain if (VirtualThreads.isSupported()) "VirtualThread" else "DefaultDispatcher"
                inExecutor shouldContain "given"
            }
        }

        test("cancelling the caller interrupts the code, and waits for its end") {
            Executors.newSingleThreadExecutor().lend { executor ->
                repeat(2) { kind ->
                    val play = Play()
                    val mail = mails(executor) { play.hold { play.mayEnd.await() } }[kind]
                    val caller = launch(Dispatchers.Default) { mail.next() }
                    play.running.await(10, SECONDS) shouldBe true
                    caller.cancel()
                    play.interrupted.await(10, SECONDS) shouldBe true
                    withTimeoutOrNull(100.milliseconds) { caller.join() } shouldBe null
                    play.mayEnd.countDown()
                    caller.join()
                }
            }
        }

        test("an executor that refuses the code is the caller's exception") {
            Executors.newSingleThreadExecutor().lend { executor ->
                executor.shutdown()
                val mail = BlockingMail.InExecutor(executor) { "letter" }
                shouldThrow<RejectedExecutionException> { mail.next() }
                isActive shouldBe true
            }
        }
    })
