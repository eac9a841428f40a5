package dev.tandem.interop.samples.serve

import dev.tandem.interop.samples.lessons.Side
import dev.tandem.interop.samples.play.Report
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext
import kotlinx.coroutines.withTimeoutOrNull
import java.io.IOException
import java.nio.file.Path
import kotlin.time.Duration.Companion.seconds

/**
 * Follows one side from its start to its end, and tells what happens.
 *
 * Whatever ends it before its own end, a stop, its time or its lines, completes [ending] first; then it is asked to end,
 * and, if it has not after a while, killed. It is over when its reports are.
 */
internal class SideRun(
    private val side: Side,
    private val bounds: Bounds,
    private val emit: suspend (RunEvent) -> Unit,
) {
    private val ending = CompletableDeferred<End>()
    private val drawings = Channel<Report.Recorded>(Channel.CONFLATED)
    private var lines = 0
    private var end: Report.Ended? = null
    private var newest: Report.Recorded? = null

    /** Asks the side to end. */
    fun stop() {
        ending.complete(End.stopped)
    }

    /**
     * Starts the side, and follows it to its end. To cancel this kills it.
     *
     * @param start starts it
     * @param draw draws what was recorded, and tells it, on whatever thread
     */
    suspend fun follow(start: () -> Played, draw: suspend (file: Path, last: Boolean) -> RunEvent?) {
        emit(RunEvent.Started(side))
        val played = try {
            start()
        } catch (e: IOException) {
            emit(RunEvent.Ended(side, 0.0, End.failed, e.message))
            return
        }
        follow(played, draw)
    }

    private suspend fun follow(played: Played, draw: suspend (file: Path, last: Boolean) -> RunEvent?): Unit = try {
        coroutineScope {
            val watch = launch { endInTime(played) }
            val drawer = launch {
                for (recorded in drawings) draw(Path.of(recorded.file()), recorded.last())?.let { emit(it) }
            }
            for (report in played.reports) {
                tell(report)
                played.reports.taskDone()
            }
            watch.cancel()
            newest?.takeUnless { it.last() }?.let { drawings.send(Report.Recorded(it.file(), true)) }
            drawings.close()
            drawer.join()
            emit(ended(played))
        }
    } finally {
        withContext(NonCancellable) {
            played.kill() // what it has started goes with it, if it is not over
            played.reports.shutdownNow()
        }
    }

    private suspend fun endInTime(played: Played) {
        withTimeoutOrNull(bounds.time) { ending.join() } ?: ending.complete(End.late)
        played.stop()
        delay(GRACE)
        played.kill()
    }

    private suspend fun tell(report: Report) {
        when (report) {
            is Report.Line -> when {
                ++lines <= bounds.lines -> emit(RunEvent.Line(side, report.seconds(), report.text()))
                else -> ending.complete(End.flooded)
            }

            is Report.Recorded -> {
                newest = report
                drawings.send(report)
            }

            is Report.Diagnosed -> emit(report.toEvent())

            is Report.Ended -> end = report
        }
    }

    private fun Report.Diagnosed.toEvent() =
        RunEvent.Diagnostic(side, line(), column(), if (error()) "error" else "warning", message())

    @OptIn(kotlinx.coroutines.ExperimentalCoroutinesApi::class)
    private fun ended(played: Played): RunEvent {
        val own = end
        val how = when {
            ending.isCompleted -> ending.getCompleted()
            own == null -> End.failed
            else -> End.valueOf(own.how().name.lowercase())
        }
        val message = if (own == null && how == End.failed) played.failure else own?.message()
        return RunEvent.Ended(side, own?.seconds() ?: 0.0, how, message)
    }

    private companion object {
        /** How long a side may take to end once it is asked to. */
        val GRACE = 2.seconds
    }
}
