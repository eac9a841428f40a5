package dev.tandem.interop

import dev.tandem.fixtures.Gate
import dev.tandem.fixtures.NoLeaks
import dev.tandem.fixtures.TestThread
import dev.tandem.fixtures.lend
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.asCoroutineDispatcher
import kotlinx.coroutines.cancel
import kotlinx.coroutines.future.future
import kotlinx.coroutines.job
import kotlinx.coroutines.launch
import java.io.IOException
import java.util.concurrent.CompletableFuture
import java.util.concurrent.CountDownLatch
import java.util.concurrent.ExecutionException
import java.util.concurrent.ExecutorService
import java.util.concurrent.Executors
import java.util.concurrent.TimeUnit.MILLISECONDS
import java.util.concurrent.TimeUnit.SECONDS
import java.util.concurrent.TimeoutException

/**
 * From a coroutine to a future: each bridge × each way that it can end. kotlinx's own is held to the same table; the
 * futures are taken by Java.
 */
class SuspendFutureTest :
    FunSpec({
        extension(NoLeaks())

        for (bridge in bridges) {
            for ((cell, expected) in meaning) {
                test("${bridge.name} × ${cell.title}: $expected") {
                    Executors.newSingleThreadExecutor().lend { executor ->
                        CoroutineScene(executor, bridge).play(cell) shouldBe expected
                    }
                }
            }
        }
    })

private class CoroutineCell(val title: String, val play: CoroutineScene.() -> Unit)

/** How the future and the function came out of it. */
private data class CoroutineEnds(val future: String, val function: String) {
    override fun toString() = "the future $future, the function $function"
}

/** A scope on one thread, a function that is called in it, and a future of that. */
private class CoroutineScene(executor: ExecutorService, private val bridge: CoroutineBridge) {
    val scope = CoroutineScope(SupervisorJob() + executor.asCoroutineDispatcher())
    private val gate = Gate<String?>()

    @Volatile
    private var function = "was not called"

    lateinit var future: CompletableFuture<String?>
        private set

    suspend fun play(cell: CoroutineCell): CoroutineEnds {
        cell.play(this)
        val outcome = outcome()
        scope.coroutineContext.job.children.forEach { it.join() }
        return CoroutineEnds(outcome, function)
    }

    /** Has Java call [mail], and take a future of it. */
    fun call(mail: Mail = patient) {
        future =
            bridge.future(scope) {
                try {
                    mail.next().also { function = "returned" }
                } catch (e: CancellationException) {
                    function = "was cancelled"
                    throw e
                } catch (e: Exception) {
                    function = "failed"
                    throw e
                }
            }
    }

    val patient = Mail { gate.pass() }

    fun letThrough(value: String? = "value") = gate.open(value)

    fun awaitSuspension() {
        gate.reached()
    }

    /** Keeps the scope's only thread busy while [body] runs. */
    fun beforeItBegins(body: () -> Unit) {
        val busy = CountDownLatch(1)
        val mayGoOn = CountDownLatch(1)
        scope.launch {
            busy.countDown()
            mayGoOn.await()
        }
        busy.await(10, SECONDS) shouldBe true // or a cancellation might reach this one first, and free the thread
        body()
        mayGoOn.countDown()
    }

    fun outcome(): String = try {
        "has ${future.get(10, SECONDS)}"
    } catch (_: CancellationException) {
        "is cancelled"
    } catch (e: ExecutionException) {
        "has ${e.cause}"
    }
}

private val failure = IOException("disk full")

private val meaning =
    mapOf(
        CoroutineCell("a value at once") { call { "value" } } to CoroutineEnds("has value", "returned"),
        CoroutineCell("a value after it suspended") { call().also { letThrough() } } to
            CoroutineEnds("has value", "returned"),
        CoroutineCell("null at once") { call { null } } to CoroutineEnds("has null", "returned"),
        CoroutineCell("null after it suspended") { call().also { letThrough(null) } } to
            CoroutineEnds("has null", "returned"),
        CoroutineCell("a failure at once") { call { throw failure } } to CoroutineEnds("has $failure", "failed"),
        CoroutineCell("a failure after it suspended") {
            call {
                patient.next()
                throw failure
            }
            letThrough()
        } to CoroutineEnds("has $failure", "failed"),
        CoroutineCell("cancelled by the function itself") { call { throw CancellationException("my own") } } to
            CoroutineEnds("is cancelled", "was cancelled"),
        CoroutineCell("cancelled by the future's side before it begins") {
            beforeItBegins { call().also { future.cancel(true) } }
        } to CoroutineEnds("is cancelled", "was not called"),
        CoroutineCell("cancelled by the future's side while it is suspended") {
            call().also { awaitSuspension() }
            future.cancel(true)
        } to CoroutineEnds("is cancelled", "was cancelled"),
        CoroutineCell("cancelled by the future's side after completion") {
            call { "value" }
            outcome()
            future.cancel(true)
        } to CoroutineEnds("has value", "returned"),
        CoroutineCell("cancelled by the scope's side before it is called") {
            scope.cancel()
            call()
        } to CoroutineEnds("is cancelled", "was not called"),
        CoroutineCell("cancelled by the scope's side before it begins") {
            beforeItBegins { call().also { scope.cancel() } }
        } to CoroutineEnds("is cancelled", "was not called"),
        CoroutineCell("cancelled by the scope's side while it is suspended") {
            call().also { awaitSuspension() }
            scope.cancel()
        } to CoroutineEnds("is cancelled", "was cancelled"),
        CoroutineCell("cancelled by the scope's side after completion") {
            call { "value" }
            outcome()
            scope.cancel()
        } to CoroutineEnds("has value", "returned"),
        CoroutineCell("the future's own timeout") {
            call()
            future.orTimeout(20, MILLISECONDS)
        } to CoroutineEnds("has ${TimeoutException()}", "was cancelled"),
        CoroutineCell("a timeout of who waits for the future") {
            call()
            shouldThrow<TimeoutException> { future.get(20, MILLISECONDS) }
            letThrough()
        } to CoroutineEnds("has value", "returned"),
        CoroutineCell("an interruption of who waits for the future") {
            call()
            val waiting = TestThread.start { future.get() }
            waiting.untilItWaits()
            waiting.interrupt()
            shouldThrow<InterruptedException> { waiting.result() }
            letThrough()
        } to CoroutineEnds("has value", "returned"),
        CoroutineCell("completed by somebody else while it is suspended") {
            call().also { awaitSuspension() }
            future.complete("another value")
        } to CoroutineEnds("has another value", "was cancelled"),
    )

private class CoroutineBridge(val name: String, val future: (CoroutineScope, Mail) -> CompletableFuture<String?>)

private val bridges =
    listOf(
        CoroutineBridge("Suspend.future, from Java,") { scope, mail -> MailReader.future(scope, mail) },
        CoroutineBridge("kotlinx future") { scope, mail -> scope.future { mail.next() } },
    )
