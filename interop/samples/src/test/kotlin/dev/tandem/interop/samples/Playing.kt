package dev.tandem.interop.samples

import dev.tandem.samples.CapturedOutput
import dev.tandem.samples.Sample
import dev.tandem.samples.SampleThreads
import io.kotest.assertions.throwables.shouldThrow
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.runInterruptible
import kotlinx.coroutines.withTimeout
import java.util.concurrent.FutureTask
import java.util.concurrent.TimeUnit.SECONDS
import kotlin.concurrent.thread
import kotlin.time.Duration.Companion.minutes

/** Plays a sample for a minute at most, and gives the lines that it printed. */
suspend fun linesOf(sample: Sample, vararg options: String): List<String> = withTimeout(1.minutes) {
    runInterruptible(Dispatchers.IO) { CapturedOutput.of(sample, *options) }
}

/**
 * Plays a sample that is interrupted, as Ctrl-C does it, while it prints its first line; requires that it ends for this
 * reason, and gives the lines that it printed.
 */
fun linesOfInterrupted(sample: Sample, vararg options: String): List<String> {
    sample.commandLine(sample.id()).parseArgs(*options)
    lateinit var main: Thread
    val play = FutureTask {
        CapturedOutput.start { main.interrupt() }.use { output ->
            shouldThrow<InterruptedException> {
                SampleThreads.run("main") {
                    main = Thread.currentThread()
                    sample.run(sample.stage().unwatched())
                }
            }
            output.lines()
        }
    }
    val player = thread(name = "player") { play.run() }
    try {
        return play.get(60, SECONDS)
    } finally {
        player.interrupt()
    }
}
