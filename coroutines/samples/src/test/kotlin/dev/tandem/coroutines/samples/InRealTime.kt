package dev.tandem.coroutines.samples

import dev.tandem.samples.Sample
import dev.tandem.samples.Stage
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.runInterruptible
import kotlinx.coroutines.withTimeout
import java.io.ByteArrayOutputStream
import java.io.OutputStream
import java.io.PrintStream
import kotlin.time.Duration.Companion.minutes

/** Plays a sample in real time, for a minute at most, and gives the lines that it printed. */
suspend fun inRealTime(sample: Sample, vararg options: String): List<String> = withTimeout(1.minutes) {
    runInterruptible(Dispatchers.IO) { Stage.Recording.of(sample, *options) }
}

/** Sets a sample's options, and a stage whose lines are told to [onLine] by the thread that prints them. */
fun Sample.stageFor(vararg options: String, onLine: (String) -> Unit): Stage {
    commandLine(id()).parseArgs(*options)
    return Stage(PrintStream(Lines(onLine), true), stage().speed, false)
}

private class Lines(private val onLine: (String) -> Unit) : OutputStream() {
    private val line = ByteArrayOutputStream()

    override fun write(b: Int) {
        if (b != '\n'.code) return line.write(b)
        val printed = line.toString(Charsets.UTF_8).trimEnd()
        line.reset()
        onLine(printed)
    }
}
