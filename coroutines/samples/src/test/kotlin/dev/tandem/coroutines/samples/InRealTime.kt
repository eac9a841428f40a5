package dev.tandem.coroutines.samples

import dev.tandem.samples.CapturedOutput
import dev.tandem.samples.Sample
import dev.tandem.samples.Stage
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.runInterruptible
import kotlinx.coroutines.withTimeout
import kotlin.time.Duration.Companion.minutes

/** Plays a sample in real time, for a minute at most, and gives the lines that it printed. */
suspend fun inRealTime(sample: Sample, vararg options: String): List<String> = withTimeout(1.minutes) {
    runInterruptible(Dispatchers.IO) { CapturedOutput.of(sample, *options) }
}

/** Sets a sample's options, and gives the stage that they ask for. */
fun Sample.stageFor(vararg options: String): Stage {
    commandLine(id()).parseArgs(*options)
    return stage().unwatched()
}
