package dev.tandem.coroutines.samples

import dev.tandem.samples.Stage
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.launch
import kotlinx.coroutines.withTimeout
import java.io.ByteArrayOutputStream
import java.io.PrintStream
import kotlin.time.Duration.Companion.seconds

/** A sample that plays in a coroutine of its own, to be listened to and cancelled. */
internal class BackgroundPlay private constructor(private val lines: Channel<String>, private val playing: Job) {
    /** Waits for the next line that the sample prints. */
    suspend fun nextLine(): String = withTimeout(PATIENCE) { lines.receive() }

    /** Cancels the sample and waits until it has ended. */
    suspend fun cancel() = withTimeout(PATIENCE) { playing.cancelAndJoin() }

    companion object {
        private val PATIENCE = 20.seconds

        /** Plays [sample] while [listen] runs, and cancels it then. A failure of the sample is one of this call. */
        suspend fun of(sample: SuspendingSample, vararg options: String, listen: suspend BackgroundPlay.() -> Unit) {
            sample.commandLine(sample.id()).parseArgs(*options)
            val lines = Channel<String>(Channel.UNLIMITED)
            coroutineScope {
                val stage = Stage(PrintStream(linesTo(lines), true), sample.stage().speed, false)
                val playing = launch(Dispatchers.Default) { sample.perform(stage) }
                val play = BackgroundPlay(lines, playing)
                play.listen()
                play.cancel()
            }
        }

        private fun linesTo(lines: Channel<String>) = object : ByteArrayOutputStream() {
            override fun flush() {
                val text = toString()
                if (!text.endsWith("\n")) return
                text.lines().dropLast(1).forEach { lines.trySend(it) }
                reset()
            }
        }
    }
}
