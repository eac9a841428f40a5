package dev.tandem.coroutines.samples

import dev.tandem.samples.Sample
import dev.tandem.samples.Stage
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.launch
import kotlinx.coroutines.test.currentTime
import kotlinx.coroutines.test.runCurrent
import kotlinx.coroutines.test.runTest
import picocli.CommandLine.Help
import java.io.OutputStream
import java.io.PrintStream
import java.io.PrintWriter
import java.io.StringWriter
import kotlin.concurrent.thread
import kotlin.time.Duration.Companion.seconds

/** What a sample printed on a virtual clock, and how long that took there. */
data class Rehearsal(val lines: List<String>, val milliseconds: Long)

/** What a command ended with. */
data class Ending(val code: Int, val error: String)

/** Plays a sample on a virtual clock, at the document's speed. */
@OptIn(ExperimentalCoroutinesApi::class)
fun rehearse(sample: SuspendingSample, vararg options: String): Rehearsal {
    val recording = Stage.Recording(1.0)
    var milliseconds = -1L
    runTest(timeout = 30.seconds) {
        sample.withOptions(*options).perform(recording.stage())
        milliseconds = currentTime
    }
    return Rehearsal(recording.lines(), milliseconds)
}

/** Plays a sample on a virtual clock until it waits, cancels it, and gives what it had printed when it was gone. */
@OptIn(ExperimentalCoroutinesApi::class)
fun rehearseCancelled(sample: SuspendingSample, vararg options: String): Rehearsal {
    val recording = Stage.Recording(1.0)
    var milliseconds = -1L
    runTest(timeout = 30.seconds) {
        val job = launch { sample.withOptions(*options).perform(recording.stage()) }
        runCurrent()
        check(job.isActive) { "it has ended before it could be cancelled: ${recording.lines()}" }
        job.cancel()
        job.join()
        milliseconds = currentTime
    }
    return Rehearsal(recording.lines(), milliseconds)
}

/** Runs a sample as a command. */
fun execute(sample: Sample, vararg options: String): Ending {
    val errors = StringWriter()
    val code =
        sample
            .commandLine(sample.id())
            .setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF))
            .setErr(PrintWriter(errors, true))
            .execute(*options)
    return Ending(code, errors.toString().trim())
}

/**
 * Plays a sample in real time on a thread of its own, which is interrupted as soon as the first line is printed, and
 * gives what it then threw.
 */
fun interrupted(sample: Sample, vararg options: String): Throwable? {
    var thrown: Throwable? = null
    lateinit var player: Thread
    val out = PrintStream(Listener { player.interrupt() }, true)
    val stage = Stage(out, sample.withOptions(*options).stage().speed(), false)
    player = thread(start = false) { thrown = runCatching { sample.run(stage) }.exceptionOrNull() }
    player.start()
    player.join(30_000)
    check(!player.isAlive) { "it does not end" }
    return thrown
}

private fun <S : Sample> S.withOptions(vararg options: String): S = apply { commandLine(id()).parseArgs(*options) }

/** Hears the first line. */
class Listener(private val onFirstLine: () -> Unit) : OutputStream() {
    private var heard = false

    override fun write(b: Int) {
        if (b == '\n'.code && !heard) {
            heard = true
            onFirstLine()
        }
    }
}
