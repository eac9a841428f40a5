package dev.tandem.interop.samples

import dev.tandem.samples.Sample
import dev.tandem.samples.Stage
import io.kotest.assertions.throwables.shouldThrow
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.runInterruptible
import kotlinx.coroutines.withTimeout
import java.io.ByteArrayOutputStream
import java.io.PrintStream
import java.util.concurrent.FutureTask
import java.util.concurrent.TimeUnit.SECONDS
import kotlin.concurrent.thread
import kotlin.time.Duration.Companion.minutes

/** Plays a sample for a minute at most, and gives the lines that it printed. */
suspend fun linesOf(sample: Sample, vararg options: String): List<String> = withTimeout(1.minutes) {
    runInterruptible(Dispatchers.IO) { Stage.Recording.of(sample, *options) }
}

/**
 * Plays a sample that is interrupted, as Ctrl-C does it, while it prints its first line; requires that it ends for this
 * reason, and gives the lines that it printed.
 */
fun linesOfInterrupted(sample: Sample, vararg options: String): List<String> {
    sample.commandLine(sample.id()).parseArgs(*options)
    val printed = ByteArrayOutputStream()
    val play = FutureTask {
        val out = InterruptingStream(printed, Thread.currentThread())
        shouldThrow<InterruptedException> { sample.run(Stage(out, sample.stage().speed, false)) }
    }
    val player = thread(name = "player") { play.run() }
    try {
        play.get(60, SECONDS)
    } finally {
        player.interrupt()
    }
    return printed.toString(Charsets.UTF_8).lines().dropLast(1)
}

private class InterruptingStream(out: ByteArrayOutputStream, private val player: Thread) : PrintStream(out, true) {
    override fun println(line: String?) {
        super.println(line)
        player.interrupt()
    }
}
