package dev.tandem.interop

import dev.tandem.fixtures.NoLeaks
import dev.tandem.fixtures.bounded
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart.UNDISPATCHED
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.Job
import kotlinx.coroutines.TimeoutCancellationException
import kotlinx.coroutines.cancel
import kotlinx.coroutines.completeWith
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.future.asDeferred
import kotlinx.coroutines.future.await
import kotlinx.coroutines.launch
import kotlinx.coroutines.supervisorScope
import kotlinx.coroutines.withTimeout
import java.io.IOException
import java.util.concurrent.CompletableFuture
import java.util.concurrent.CompletionStage
import java.util.concurrent.Future
import java.util.concurrent.FutureTask
import kotlin.time.Duration
import kotlin.time.Duration.Companion.milliseconds

/**
 * From a future to a coroutine: each bridge × each kind of future × each way that it can end. kotlinx's own bridges are
 * held to the same table as ours; where we mean to differ is in docs/decisions/0011.
 */
class FutureBridgeTest :
    FunSpec({
        extension(NoLeaks())

        for (bridge in bridges) {
            for (kind in kinds.filter(bridge.takes)) {
                for ((cell, expected) in bridge.meaning) {
                    test("${bridge.name} of ${kind.name} × ${cell.title}: $expected") {
                        bounded { supervisorScope { FutureScene(this, bridge, kind.create()).play(cell) } } shouldBe
                            expected
                    }
                }
            }
        }
    })

/** How the caller and the future came out of it. */
private data class FutureEnds(val caller: String, val future: String) {
    override fun toString() = "the caller $caller, the future is $future"
}

private class FutureCell(val title: String, val play: suspend FutureScene.() -> Awaiting)

/** One who awaits a future: what to cancel, and what [FutureBridgeTest] is to see of the wait. */
private class Awaiting(val side: Job, val outcome: Deferred<String?>)

/** One future, and one who awaits it. */
private class FutureScene(private val scope: CoroutineScope, private val bridge: FutureBridge, val future: Manual) {
    suspend fun play(cell: FutureCell): FutureEnds {
        val awaiting = cell.play(this)
        val caller =
            try {
                "has ${awaiting.outcome.await()}"
            } catch (_: TimeoutCancellationException) {
                "timed out"
            } catch (_: CancellationException) {
                "is cancelled"
            } catch (e: Exception) {
                "has $e"
            }
        val state = future.future
        return FutureEnds(
            caller,
            if (state.isCancelled) {
                "cancelled"
            } else if (state.isDone) {
                "done"
            } else {
                "pending"
            },
        ).also { state.cancel(true) }
    }

    fun await(cancelledBefore: Boolean = false, timeout: Duration = Duration.INFINITE): Awaiting =
        bridge.await(scope, future.future, cancelledBefore, timeout)
}

private val failure = IOException("disk full")

private val value = FutureCell("a value") { await().also { future.complete("value") } }
private val valueAlready = FutureCell("a value that is there already") { future.complete("value").let { await() } }
private val nothing = FutureCell("null") { await().also { future.complete(null) } }
private val nothingAlready = FutureCell("null that is there already") { future.complete(null).let { await() } }
private val failed = FutureCell("a failure") { await().also { future.fail(failure) } }
private val failedAlready = FutureCell("a failure that is there already") { future.fail(failure).let { await() } }
private val interrupted =
    FutureCell("its task interrupted by somebody") { await().also { future.fail(InterruptedException("woken")) } }
private val awaiterBefore =
    FutureCell("cancelled by the awaiting side before it waits") { await(cancelledBefore = true) }
private val awaiterDuring =
    FutureCell("cancelled by the awaiting side during the wait") { await().also { it.side.cancel() } }
private val awaiterAfter =
    FutureCell("cancelled by the awaiting side after completion") {
        await().also {
            future.complete("value")
            it.outcome.join()
            it.side.cancel()
        }
    }
private val awaiterLate =
    FutureCell("cancelled by the awaiting side before it finds the value there already") {
        future.complete("value")
        await(cancelledBefore = true)
    }
private val futureBefore =
    FutureCell("cancelled by the future's side before the wait") { future.future.cancel(false).let { await() } }
private val futureDuring =
    FutureCell("cancelled by the future's side during the wait") { await().also { future.future.cancel(false) } }
private val futureAfter =
    FutureCell("cancelled by the future's side after completion") {
        await().also {
            future.complete("value")
            future.future.cancel(false)
        }
    }
private val timedOut = FutureCell("a timeout around the wait") { await(timeout = 1.milliseconds) }

private val common =
    mapOf(
        value to FutureEnds("has value", "done"),
        valueAlready to FutureEnds("has value", "done"),
        nothing to FutureEnds("has null", "done"),
        nothingAlready to FutureEnds("has null", "done"),
        failed to FutureEnds("has $failure", "done"),
        failedAlready to FutureEnds("has $failure", "done"),
        interrupted to FutureEnds("has ${InterruptedException("woken")}", "done"),
        awaiterAfter to FutureEnds("has value", "done"),
        awaiterLate to FutureEnds("has value", "done"),
        futureBefore to FutureEnds("is cancelled", "cancelled"),
        futureDuring to FutureEnds("is cancelled", "cancelled"),
        futureAfter to FutureEnds("has value", "done"),
    )

/** What a deferred means: it is cancelled with its future, but not by those who merely await it. */
private val deferred =
    common +
        mapOf(
            awaiterBefore to FutureEnds("is cancelled", "cancelled"),
            awaiterDuring to FutureEnds("is cancelled", "cancelled"),
            timedOut to FutureEnds("timed out", "pending"),
        )

private val owned =
    common +
        mapOf(
            awaiterBefore to FutureEnds("is cancelled", "cancelled"),
            awaiterDuring to FutureEnds("is cancelled", "cancelled"),
            timedOut to FutureEnds("timed out", "cancelled"),
        )

private val shared =
    common +
        mapOf(
            awaiterBefore to FutureEnds("is cancelled", "pending"),
            awaiterDuring to FutureEnds("is cancelled", "pending"),
            timedOut to FutureEnds("timed out", "pending"),
        )

private class FutureBridge(
    val name: String,
    val meaning: Map<FutureCell, FutureEnds>,
    val takes: (FutureKind) -> Boolean,
    val await: (CoroutineScope, Future<String?>, cancelledBefore: Boolean, timeout: Duration) -> Awaiting,
)

private fun deferring(
    name: String,
    takes: (FutureKind) -> Boolean = { true },
    wrap: (Future<String?>) -> Deferred<String?>,
) = FutureBridge(name, deferred, takes) { scope, future, cancelledBefore, timeout ->
    val wrapped = wrap(future)
    if (cancelledBefore) wrapped.cancel()
    if (timeout.isFinite()) scope.awaiting { withTimeout(timeout) { wrapped.await() } } else Awaiting(wrapped, wrapped)
}

private fun awaiting(
    name: String,
    meaning: Map<FutureCell, FutureEnds>,
    takes: (FutureKind) -> Boolean = { true },
    await: suspend (Future<String?>) -> String?,
) = FutureBridge(name, meaning, takes) { scope, future, cancelledBefore, timeout ->
    scope.awaiting {
        if (cancelledBefore) currentCoroutineContext().cancel()
        if (timeout.isFinite()) withTimeout(timeout) { await(future) } else await(future)
    }
}

/** Starts [wait], and keeps what it has even if its coroutine is cancelled. */
private fun CoroutineScope.awaiting(wait: suspend () -> String?): Awaiting {
    val outcome = CompletableDeferred<String?>()
    return Awaiting(launch(start = UNDISPATCHED) { outcome.completeWith(runCatching { wait() }) }, outcome)
}

private val bridges =
    listOf(
        deferring("wrapFuture") { wrapFuture(it) },
        deferring("kotlinx asDeferred", FutureKind::isStage) { it.asStage().asDeferred() },
        awaiting("awaitOwned", owned) { it.awaitOwned() },
        awaiting("Suspend.await, in a Java class,", owned, FutureKind::isStage) { StageMail(it.asStage()).next() },
        awaiting("kotlinx await", owned, FutureKind::isStage) { it.asStage().await() },
        awaiting("awaitShared", shared) { it.awaitShared() },
        awaiting("kotlinx asDeferred().await()", shared, FutureKind::isStage) { it.asStage().asDeferred().await() },
    )

@Suppress("UNCHECKED_CAST")
private fun Future<String?>.asStage() = this as CompletionStage<String?>

private class FutureKind(val name: String, val isStage: Boolean, val create: () -> Manual)

private val kinds =
    listOf(
        FutureKind("a CompletableFuture", isStage = true) { ManualStage(CompletableFuture()) },
        FutureKind("another CompletionStage", isStage = true) { ManualStage(OtherStage()) },
        FutureKind("a plain Future", isStage = false) { ManualTask() },
    )

/** A future that the test completes. */
private interface Manual {
    val future: Future<String?>

    fun complete(value: String?)

    fun fail(failure: Throwable)
}

private class ManualStage(override val future: CompletableFuture<String?>) : Manual {
    override fun complete(value: String?) {
        future.complete(value)
    }

    override fun fail(failure: Throwable) {
        future.completeExceptionally(failure)
    }
}

private class OtherStage : CompletableFuture<String?>()

private class ManualTask :
    FutureTask<String?>({ error("completed by hand") }),
    Manual {
    override val future get() = this

    override fun complete(value: String?) = set(value)

    override fun fail(failure: Throwable) = setException(failure)
}
