package dev.tandem.interop

import dev.tandem.fixtures.NoLeaks
import dev.tandem.fixtures.Play
import dev.tandem.fixtures.bounded
import dev.tandem.threads.VirtualThreads
import dev.tandem.threads.processes.SerializableCallable
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.TimeoutCancellationException
import kotlinx.coroutines.asCoroutineDispatcher
import kotlinx.coroutines.cancel
import kotlinx.coroutines.completeWith
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.launch
import kotlinx.coroutines.runInterruptible
import kotlinx.coroutines.supervisorScope
import kotlinx.coroutines.withTimeout
import java.io.IOException
import java.util.concurrent.ExecutorService
import java.util.concurrent.Executors
import java.util.concurrent.RejectedExecutionException
import java.util.concurrent.TimeUnit.SECONDS
import kotlin.time.Duration
import kotlin.time.Duration.Companion.milliseconds

/**
 * From a coroutine to blocking code: each bridge × each way that it can end. kotlinx's own is held to the same table,
 * but for the two lines that docs/decisions/0011 gives the reasons for.
 */
class BlockingBridgeTest :
    FunSpec({
        extension(NoLeaks())

        for (bridge in bridges) {
            for ((cell, expected) in bridge.meaning) {
                test("${bridge.name} × ${cell.title}: the caller $expected") {
                    bridge.on { run ->
                        bounded {
                            supervisorScope {
                                BlockingScene(this, run, bridge.waitsForTheEnd).apply { cell.play(this) }.ends()
                            }
                        }
                    } shouldBe expected
                }
            }
        }
    })

private class BlockingCell(val title: String, val play: suspend BlockingScene.() -> Unit)

/** What runs a block, and what can be shut down under it. */
private class BlockingRunning(
    val executor: ExecutorService?,
    val block: suspend (SerializableCallable<String?>) -> String?,
)

/** One call, and its caller. */
private class BlockingScene(
    private val scope: CoroutineScope,
    val running: BlockingRunning,
    private val waitsForTheEnd: Boolean,
) {
    val play = Play()
    private val outcome = CompletableDeferred<String?>()
    private lateinit var caller: Job

    fun call(
        timeout: Duration = Duration.INFINITE,
        cancelledBefore: Boolean = false,
        block: SerializableCallable<String?>,
    ) {
        caller =
            scope.launch(Dispatchers.Default) {
                if (cancelledBefore) currentCoroutineContext().cancel()
                outcome.completeWith(
                    runCatching {
                        withTimeout(timeout) { running.block(block) }
                    }.also { if (waitsForTheEnd) requireEnded() },
                )
            }
    }

    /** Calls a block that runs until it is interrupted, and comes back once it does. */
    fun callAndHold(timeout: Duration = Duration.INFINITE) {
        val id = play.id
        call(timeout) { Play[id].hold() }
        play.running.await(10, SECONDS) shouldBe true
    }

    private fun requireEnded() = check(play.running.count == 1L || play.ended.count == 0L) { "the block still runs" }

    suspend fun join() = caller.join()

    fun cancel() = caller.cancel()

    suspend fun ends(): String = try {
        "has ${outcome.await()}"
    } catch (_: TimeoutCancellationException) {
        "timed out"
    } catch (_: CancellationException) {
        "is cancelled"
    } catch (_: RejectedExecutionException) {
        "is rejected"
    } catch (e: Exception) {
        "has $e"
    }
}

private val interruption = "has ${InterruptedException()}"

private val interrupted =
    BlockingCell("interrupted by somebody else") {
        callAndHold()
        play.thread.interrupt()
    }
private val executorDuring =
    BlockingCell("cancelled by the executor's side, with shutdownNow, during the run") {
        callAndHold()
        running.executor!!.shutdownNow()
    }
private val executorBefore =
    BlockingCell("cancelled by the executor's side, shut down, before") {
        running.executor!!.shutdown()
        call { "value" }
    }
private val executorAfter =
    BlockingCell("cancelled by the executor's side, with shutdownNow, after completion") {
        call { "value" }
        join()
        running.executor!!.shutdownNow()
    }

private val common =
    mapOf(
        BlockingCell("a value") { call { "value" } } to "has value",
        BlockingCell("null") { call { null } } to "has null",
        BlockingCell("a failure") { call { throw IOException("disk full") } } to "has ${IOException("disk full")}",
        BlockingCell("cancelled by the awaiting side before") { call(cancelledBefore = true) { error("it ran") } } to
            "is cancelled",
        BlockingCell("cancelled by the awaiting side during the run") {
            callAndHold()
            cancel()
            play.interrupted.await(10, SECONDS) shouldBe true
        } to "is cancelled",
        BlockingCell("cancelled by the awaiting side after completion") {
            call { "value" }
            join()
            cancel()
        } to "has value",
        BlockingCell("a timeout around the call") {
            val id = play.id
            call(timeout = 50.milliseconds) { Play[id].hold() }
        } to "timed out",
    )

private val withoutExecutor = common + (interrupted to interruption)

private val withExecutor =
    withoutExecutor +
        mapOf(executorBefore to "is rejected", executorDuring to interruption, executorAfter to "has value")

/** Where kotlinx differs: what is no cancellation of the caller comes out as one. */
private val kotlinx =
    common +
        mapOf(
            interrupted to "is cancelled",
            executorBefore to "is cancelled",
            executorDuring to "is cancelled",
            executorAfter to "has value",
        )

private class BlockingBridge(
    val name: String,
    val meaning: Map<BlockingCell, String>,
    private val executor: () -> ExecutorService?,
    val waitsForTheEnd: Boolean = true,
    private val run: suspend (ExecutorService?, SerializableCallable<String?>) -> String?,
) {
    fun <T> on(body: (BlockingRunning) -> T): T {
        val executor = executor()
        try {
            return body(BlockingRunning(executor) { block -> run(executor, block) })
        } finally {
            executor?.shutdownNow()
            executor?.awaitTermination(10, SECONDS)
        }
    }
}

private fun inExecutor(name: String, waitsForTheEnd: Boolean = true, executor: () -> ExecutorService) =
    BlockingBridge("runInExecutor, $name", withExecutor, executor, waitsForTheEnd) { given, block ->
        runInExecutor(given!!, block = block)
    }

private val bridges =
    listOf(
        inExecutor("a thread pool") { Executors.newFixedThreadPool(2) },
        inExecutor("virtual threads") { VirtualThreads.newExecutor() },
        inExecutor("tasks from bytes, futures that call back") { SerializingExecutor(givesStages = true) },
        inExecutor("tasks from bytes, plain futures", waitsForTheEnd = false) {
            SerializingExecutor(givesStages = false)
        },
        BlockingBridge("toThread", withoutExecutor, { null }) { _, block -> toThread { block.call() } },
        BlockingBridge("kotlinx runInterruptible", kotlinx, { Executors.newFixedThreadPool(2) }) { given, block ->
            runInterruptible(given!!.asCoroutineDispatcher()) { block.call() }
        },
    )
